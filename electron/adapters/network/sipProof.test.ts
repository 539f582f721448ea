import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { startKamailio, whyNoKamailio } from '../../../service/pool/interop/kamailio.ts';
import { answerTo, createOddPool } from '../../../service/pool/testing/oddPool.ts';
import { passwords, startPool } from '../../../service/pool/testing/startPool.ts';
import { proveBySip } from './sipProof.ts';

const route = vi.hoisted(() => ({ said: 'DIRECT' }));
vi.mock('electron', () => ({ app: { resolveProxy: () => Promise.resolve(route.said) } }));

const account = 'alice@contoso.com';
const right = { account, password: passwords[account] };
const wrong = { account, password: 'a guess' };

const noKamailio = whyNoKamailio();
const servers = [
  {
    name: 'the embedded pool',
    missing: undefined,
    start: async () => {
      const { wsUrl, remove } = await startPool();
      return { wsUrl, stop: remove };
    },
  },
  { name: 'Kamailio', missing: noKamailio, start: () => startKamailio(passwords) },
];

describe.each(servers)('$name', ({ start, missing }) => {
  test.skipIf(missing)('proves an account by its password, and nobody by another', async () => {
    const server = await start();
    onTestFinished(() => server.stop());
    const pool = new URL(server.wsUrl);
    expect(await proveBySip(pool, right)).toBe('proved');
    expect(await proveBySip(pool, wrong)).toBe('denied');
    const stranger = { account: 'x@nowhere.example', password: 'a guess' };
    expect(await proveBySip(pool, stranger)).not.toBe('proved');
  });
});

const challenge = 'WWW-Authenticate: Digest realm="contoso.com", nonce="n"';

test.each([
  ['takes everybody', 'unknown', (request: string) => answerTo(request, '200 OK')],
  ['asks again and again', 'denied', (request: string) => answerTo(request, '401 No', challenge)],
  [
    'finds every answer too late',
    'unknown',
    (request: string) => answerTo(request, '401 No', `${challenge}, stale=TRUE`),
  ],
  ['asks for what nobody knows', 'unknown', (request: string) => answerTo(request, '401 No')],
  ['is out of order', 'unknown', (request: string) => answerTo(request, '500 Server Error')],
  ['speaks no SIP', 'unknown', () => 'HTTP/1.1 200 OK'],
] as const)('what %s proves nobody: %s', async (_what, proof, answer) => {
  const odd = await createOddPool(answer);
  onTestFinished(odd.close);
  expect(await proveBySip(new URL(`ws://${odd.place}`), right)).toBe(proof);
});

test('who finds the first answer too late, and takes the second, proves the account', async () => {
  let asked = 0;
  const odd = await createOddPool((request) => {
    asked += 1;
    if (asked === 3) return answerTo(request, '200 OK');
    return answerTo(request, '401 No', asked === 1 ? challenge : `${challenge}, stale=true`);
  });
  onTestFinished(odd.close);
  expect(await proveBySip(new URL(`ws://${odd.place}`), right)).toBe('proved');
});

test.each([
  ['one frame', [Buffer.of(0x81, 127, 0, 0, 0, 0, 0x40, 0, 0, 0)]],
  ['many frames', []],
] as const)(
  'a message without end, in %s, is given up as soon as it is too long, and not kept in memory meanwhile',
  async (_how, begin) => {
    const chunk = Buffer.alloc(32 * 1024, 'a');
    // A text frame that is not the last, then its continuations (RFC 6455, section 5.4).
    const frame = (opcode: number) =>
      Buffer.concat([Buffer.of(opcode, 126, chunk.length >> 8, chunk.length & 255), chunk]);
    let sent = 0;
    const server = createServer().on('upgrade', (request, socket) => {
      const accept = createHash('sha1')
        .update(`${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`)
        .digest('base64');
      socket.write(
        `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
          `Sec-WebSocket-Protocol: sip\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
      );
      for (const head of begin) socket.write(head);
      const more = () => {
        while (!socket.destroyed && sent < 256 * 1024 * 1024) {
          const next = begin.length > 0 ? chunk : frame(sent === 0 ? 0x01 : 0x00);
          sent += next.length;
          if (!socket.write(next)) return;
        }
      };
      socket.on('drain', more).on('error', () => undefined);
      more();
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    const { port } = server.address() as AddressInfo;
    expect(await proveBySip(new URL(`ws://127.0.0.1:${port}`), right)).toBe('unknown');
    // What the system's own buffers take, and no more.
    expect(sent).toBeLessThan(32 * 1024 * 1024);
  },
);

test('a server that names no quality of protection is answered as RFC 2069 says', async () => {
  const asked: string[] = [];
  const odd = await createOddPool((request) => {
    asked.push(request);
    return request.includes('\r\nAuthorization:')
      ? answerTo(request, '200 OK')
      : answerTo(request, '401 No', challenge);
  });
  onTestFinished(odd.close);
  expect(await proveBySip(new URL(`ws://${odd.place}`), right)).toBe('proved');
  expect(asked[1]).not.toContain('qop');
  expect(asked.join('')).not.toContain('Contact:');
});

test.each([
  ['MD5', 'SHA-256'],
  ['SHA-256', 'MD5'],
])(
  'a server that speaks in binary frames, and offers %s before %s, is understood',
  async (...offered) => {
    const offers = offered.map((algorithm) => `${challenge}, algorithm=${algorithm}, qop="auth"`);
    const asked: string[] = [];
    const odd = await createOddPool((request) => {
      asked.push(request);
      return Buffer.from(
        request.includes('\r\nAuthorization:')
          ? answerTo(request, '200 OK')
          : answerTo(request, '401 No', ...offers),
      );
    });
    onTestFinished(odd.close);
    expect(await proveBySip(new URL(`ws://${odd.place}`), right)).toBe('proved');
    expect(asked[1]).toContain('algorithm=SHA-256');
  },
);

test('past a proxy nothing is asked', async () => {
  let asked = 0;
  const odd = await createOddPool((request) => {
    asked += 1;
    return answerTo(request, '200 OK');
  });
  onTestFinished(odd.close);
  route.said = 'PROXY proxy.contoso.com:8080';
  expect(await proveBySip(new URL(`ws://${odd.place}`), right)).toBe('unknown');
  expect(asked).toBe(0);
});
