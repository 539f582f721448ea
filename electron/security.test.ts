import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listenForAnything, tryEveryExit, type Listener } from '../runtime/fixture/exits.ts';
import { launchFixture, type Fixture } from '../runtime/fixture/launch.ts';

let sealed: Fixture;
let listener: Listener;
beforeAll(async () => {
  listener = await listenForAnything();
  sealed = await launchFixture([], join(import.meta.dirname, 'testing', 'sealed'));
});
afterAll(async () => {
  await sealed.end();
  listener.close();
});

test('nothing that a sealed page tries reaches a listener on this machine', async () => {
  await tryEveryExit(sealed.page, listener);
  expect(listener.arrivals).toEqual([]);
});

// The stand-in is silent by its own walls too; on Electron it is these that keep WebRTC silent.
test('a sealed page’s WebRTC has no UDP, and over TCP only a proxy that is nowhere', async () => {
  const rules = await sealed.app.evaluate(async ({ session, webContents }) => ({
    policies: webContents
      .getAllWebContents()
      .map((contents) => contents.getWebRTCIPHandlingPolicy()),
    proxy: await session.defaultSession.resolveProxy('http://127.0.0.1/'),
  }));
  expect(rules).toEqual({ policies: ['disable_non_proxied_udp'], proxy: 'PROXY 127.0.0.1:0' });
});
