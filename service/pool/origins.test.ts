import { afterEach, beforeEach, expect, test } from 'vitest';
import WebSocket from 'ws';
import { MEETING_PROTOCOL, meetingPaths } from '../../contract/meetingLimits.ts';
import { startPool, type TestPool } from './testing/startPool.ts';

let pool: TestPool;
beforeEach(async () => {
  pool = await startPool({ allowedOrigins: ['https://phone.contoso.com'] });
});
afterEach(async () => {
  await pool.remove();
});

/** The status with which a WebSocket with these headers is accepted (101) or refused. */
function statusOf(
  headers: Readonly<Record<string, string | string[]>>,
  path = '/',
  protocol = 'sip',
): Promise<number> {
  const socket = new WebSocket(pool.wsUrl + path, protocol, { headers });
  socket.on('error', () => undefined);
  return new Promise((resolve) => {
    socket.once('open', () => {
      socket.terminate();
      resolve(101);
    });
    socket.once('unexpected-response', (_request, { statusCode = 0 }) => {
      resolve(statusCode);
    });
  });
}

const proxied = { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'pool.contoso.com' };

test.each([
  ['a SIP phone, which names none', {}],
  ['Candor’s window in Electron', { origin: 'app://candor' }],
  ['a page that an administrator allows', { origin: 'https://phone.contoso.com' }],
  ['the join page behind a proxy', { ...proxied, origin: 'https://pool.contoso.com' }],
  [
    'the join page behind one that passes the host on',
    {
      ...proxied,
      'x-forwarded-host': '',
      host: 'pool.contoso.com',
      origin: 'https://pool.contoso.com',
    },
  ],
  [
    'the join page behind two of them',
    {
      'x-forwarded-proto': 'http, https',
      'x-forwarded-host': 'evil.example, pool.contoso.com',
      origin: 'https://pool.contoso.com',
    },
  ],
  [
    'the join page at a port of its own',
    {
      ...proxied,
      'x-forwarded-host': 'Pool.Contoso.com:8443',
      origin: 'https://pool.contoso.com:8443',
    },
  ],
])('%s may speak to the pool', async (_, headers) => {
  expect(await statusOf(headers)).toBe(101);
  expect(await statusOf(headers, meetingPaths.room('m'), MEETING_PROTOCOL)).toBe(101);
});

test('so may the join page without a proxy', async () => {
  expect(await statusOf({ origin: pool.url })).toBe(101);
});

test.each([
  ['another site', { origin: 'https://evil.example' }],
  [
    'a site whose name begins like ours',
    { ...proxied, origin: 'https://pool.contoso.com.evil.example' },
  ],
  ['our name without its encryption', { ...proxied, origin: 'http://pool.contoso.com' }],
  ['our name at another port', { ...proxied, origin: 'https://pool.contoso.com:444' }],
  ['an allowed page’s sub-domain', { origin: 'https://x.phone.contoso.com' }],
  ['a page of no origin, such as a file or a frame in a sandbox', { origin: 'null' }],
  ['an empty one', { origin: '' }],
  ['two of them', { origin: ['app://candor', 'https://evil.example'] }],
  ['another scheme', { origin: 'chrome-extension://abcdefghijklmnop' }],
  [
    'a page whose name was pointed at the pool',
    { host: 'evil.example', origin: 'http://evil.example' },
  ],
  [
    'one at the pool’s own port',
    { host: 'evil.example:80', origin: 'http://evil.example', 'x-forwarded-host': '' },
  ],
  [
    'one that begins like this machine’s name',
    { host: 'localhost.evil.example', origin: 'http://localhost.evil.example' },
  ],
  ['our client’s name, with more', { origin: 'app://candor.evil' }],
])('%s is refused by 403', async (_, headers) => {
  expect(await statusOf(headers)).toBe(403);
  expect(await statusOf(headers, meetingPaths.room('m'), MEETING_PROTOCOL)).toBe(403);
});
