import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listenForAnything, tryEveryExit, type Listener } from '../../runtime/fixture/exits.ts';
import { launchFixture, type Fixture } from '../../runtime/fixture/launch.ts';
import { peersMeet, peerSwitches } from '../../runtime/fixture/peers.ts';

let sealed: Fixture;
let listener: Listener;
beforeAll(async () => {
  listener = await listenForAnything();
  sealed = await launchFixture(peerSwitches, join(import.meta.dirname, '..', 'testing', 'sealed'));
});
afterAll(async () => {
  await sealed.end();
  listener.close();
});

test('nothing that a sealed page tries reaches a listener on this machine', async () => {
  await tryEveryExit(sealed.page, listener);
  expect(listener.arrivals).toEqual([]);
});

// The stand-in is silent by its own sandbox too; on Electron it is these switches that keep WebRTC silent.
test('a sealed page’s WebRTC has no UDP, and over TCP only a proxy that is nowhere', async () => {
  const rules = await sealed.app.evaluate(async ({ session, webContents }) => ({
    policies: webContents
      .getAllWebContents()
      .map((contents) => contents.getWebRTCIPHandlingPolicy()),
    proxy: await session.defaultSession.resolveProxy('http://127.0.0.1/'),
  }));
  expect(rules).toEqual({ policies: ['disable_non_proxied_udp'], proxy: 'PROXY 127.0.0.1:0' });
});

test('no server can have a sealed process report to it what failed', async () => {
  const disabled = await sealed.app.evaluate(({ app }) =>
    app.commandLine.getSwitchValue('disable-features'),
  );
  expect(disabled.split(',')).toEqual(expect.arrayContaining(['NetworkErrorLogging', 'Reporting']));
});

test('no server that asks is signed in to with the system’s own account', async () => {
  const allowed = await sealed.app.evaluate(({ app }) =>
    app.commandLine.getSwitchValue('auth-server-allowlist'),
  );
  expect(allowed).toMatch(/^[\w-]+\.invalid$/);
});

/** Whether the page may hear, and whether it may see. */
const capture = () =>
  sealed.page.evaluate(async () => {
    const states: string[] = [];
    for (const constraints of [{ audio: true }, { video: true }, { audio: true, video: true }]) {
      try {
        const stream = await navigator.mediaDevices.getUserMedia(constraints);
        for (const track of stream.getTracks()) track.stop();
        states.push('granted');
      } catch (error) {
        states.push((error as DOMException).name);
      }
    }
    return states;
  });

const allowPeers = (areAllowed: boolean) =>
  sealed.app.evaluate((_electron, areAllowed) => {
    (globalThis as unknown as { allowPeers: (areAllowed: boolean) => void }).allowPeers(areAllowed);
  }, areAllowed);

const policy = () =>
  sealed.app.evaluate(({ webContents }) =>
    webContents.getAllWebContents()[0]?.getWebRTCIPHandlingPolicy(),
  );

test('a page of the client’s may use the microphone, and never the camera', async () => {
  expect(await capture()).toEqual(['granted', 'NotAllowedError', 'NotAllowedError']);
});

test('peers meet only while a call lets them, and no longer once the page begins anew', async () => {
  expect(await peersMeet(sealed.page)).toBe(false);
  await allowPeers(true);
  expect(await peersMeet(sealed.page)).toBe(true);
  await allowPeers(false);
  expect(await peersMeet(sealed.page)).toBe(false);
  await allowPeers(true);
  const loaded = sealed.page.waitForEvent('load');
  await sealed.app.evaluate(({ webContents }) => {
    webContents.getAllWebContents()[0]?.reload();
  });
  await loaded;
  expect(await policy()).toBe('disable_non_proxied_udp');
  expect(await peersMeet(sealed.page)).toBe(false);
});

test('after a call, nothing that a page tries reaches a listener, by what it made in the call neither', async () => {
  await allowPeers(true);
  await tryEveryExit(sealed.page, listener);
  await allowPeers(false);
  listener.arrivals.length = 0;
  await tryEveryExit(sealed.page, listener);
  expect(listener.arrivals).toEqual([]);
});

// Last, since it ends what this page's requests pass through.
test('no server is told the person’s languages, after the network service began anew neither', async () => {
  const heard: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    heard.push(request.headers['accept-language']);
    response.end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  await sealed.app.evaluate(async ({ app, session }, url) => {
    const told = session.fromPartition('told', { cache: false });
    told.setUserAgent('Candor/1.0.0', 'en');
    const sessions = [told, session.fromPartition('not told', { cache: false })];
    for (const each of sessions) await each.fetch(url);
    const gone = new Promise((resolve) => app.once('child-process-gone', resolve));
    const network = app
      .getAppMetrics()
      .find(({ serviceName }) => /NetworkService/.test(serviceName ?? ''));
    process.kill(network?.pid ?? 0, 'SIGKILL');
    await gone;
    for (const each of sessions) await each.fetch(url);
  }, url);
  server.close();
  expect(heard).toEqual(['en', 'en', 'en', 'en']);
});
