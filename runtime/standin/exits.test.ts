import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium } from 'playwright';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { listenForAnything, tryEveryExit, type Listener } from '../fixture/exits.ts';
import { launchFixture } from '../fixture/launch.ts';
import { findChromium } from './chromium/find.ts';

/** What arrives where nothing holds a page back; without it, silence would prove nothing. */
const roads =
  'connection bytes stun datagram fetch xhr beacon socket events ping image video script object frame style ' +
  'form worker worker-socket link-prefetch link-modulepreload link-stylesheet link-preload ' +
  'speculation window navigation';

let listener: Listener;
beforeEach(async () => {
  listener = await listenForAnything();
});
afterEach(() => {
  listener.close();
});

test('a page with nothing around it reaches the listener by every road', async () => {
  const { executable, env } = await findChromium(process.env);
  const browser = await chromium.launch({
    executablePath: executable,
    args: ['--no-sandbox'],
    env: { ...(process.env as Record<string, string>), ...env },
  });
  const server = createServer((_request, response) => response.end('<h1>Fixture</h1>'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  await page.setContent('<h1>Fixture</h1>');
  await tryEveryExit(page, listener);
  await browser.close();
  server.close();
  const arrived = new Set(listener.arrivals);
  expect(roads.split(' ').filter((road) => !arrived.has(road))).toEqual([]);
});

test('a page without a policy reaches it by none, on the stand-in where webRequest refuses', async () => {
  const fixture = await launchFixture(['--bare']);
  await tryEveryExit(fixture.page, listener);
  await fixture.end();
  expect(listener.arrivals).toEqual([]);
});

test('WebRTC is under the strictest policy on the stand-in, which takes no looser one', async () => {
  const fixture = await launchFixture();
  const answers = await fixture.app.evaluate(({ webContents }) => {
    const [contents] = webContents.getAllWebContents();
    if (contents === undefined) throw new Error('There is no page');
    const before = contents.getWebRTCIPHandlingPolicy();
    contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
    try {
      contents.setWebRTCIPHandlingPolicy('default_public_interface_only');
      return [];
    } catch (error) {
      return [before, contents.getWebRTCIPHandlingPolicy(), (error as Error).message];
    }
  });
  await fixture.end();
  expect(answers.slice(0, 2)).toEqual(['default', 'disable_non_proxied_udp']);
  expect(answers[2]).toContain("setWebRTCIPHandlingPolicy('default_public_interface_only')");
});

test('a session that is told of a proxy goes past it on the stand-in neither', async () => {
  const fixture = await launchFixture();
  const url = `http://127.0.0.1:${listener.port}/past-the-proxy`;
  const answers = await fixture.app.evaluate(async ({ session }, url) => {
    const other = session.fromPartition('other');
    const ask = (): Promise<string> => other.fetch(url).then(() => 'arrived', String);
    await other.setProxy({ proxyRules: 'http://127.0.0.1:0', proxyBypassRules: '<-loopback>' });
    const closed = [await other.resolveProxy(url), await ask()];
    await other.setProxy({ mode: 'direct' });
    return [...closed, await other.resolveProxy(url), await ask()];
  }, url);
  await fixture.end();
  expect(answers).toEqual([
    'PROXY 127.0.0.1:0',
    'Error: net::ERR_PROXY_CONNECTION_FAILED',
    'DIRECT',
    'arrived',
  ]);
  expect(listener.arrivals).toEqual(['connection', 'past-the-proxy']);
});
