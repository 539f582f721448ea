import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium } from 'playwright';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { listenForAnything, tryEveryExit, type Listener } from '../fixture/exits.ts';
import { launchFixture } from '../fixture/launch.ts';
import { peersMeet, peerSwitches } from '../fixture/peers.ts';
import { findChromium } from './chromium/find.ts';

/** What arrives if nothing restrains a page; without it, silence would prove nothing. */
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

test('WebRTC sends no datagram on the stand-in until the application asks for a looser policy, and none under the strictest', async () => {
  const fixture = await launchFixture(peerSwitches);
  const follow = (policy: 'default' | 'disable_non_proxied_udp') =>
    fixture.app.evaluate(({ webContents }, policy) => {
      const [contents] = webContents.getAllWebContents();
      contents?.setWebRTCIPHandlingPolicy(policy);
      return contents?.getWebRTCIPHandlingPolicy();
    }, policy);
  expect(await peersMeet(fixture.page)).toBe(false);
  expect(await follow('default')).toBe('default');
  expect(await peersMeet(fixture.page)).toBe(true);
  expect(await follow('disable_non_proxied_udp')).toBe('disable_non_proxied_udp');
  await tryEveryExit(fixture.page, listener);
  await fixture.end();
  expect(listener.arrivals).toEqual([]);
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
