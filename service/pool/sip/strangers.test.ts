import { createHash } from 'node:crypto';
import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { requestLines, signIn } from '../testing/dialog.ts';
import { createRawPhone, type RawPhone } from '../testing/phone.ts';
import { passwords, startPool, type TestPool } from '../testing/startPool.ts';

let pool: TestPool;
let phone: RawPhone;

beforeEach(async () => {
  pool = await startPool();
  phone = await createRawPhone(pool.wsUrl);
});

afterEach(async () => {
  phone.socket.terminate();
  await pool.remove();
});

let asked = 0;
/** Registers as Alice would; undefined leaves the header out. */
const register = (authorization?: string, more: readonly string[] = []) => {
  asked += 1;
  phone.say(
    requestLines({
      method: 'REGISTER',
      uri: 'sip:contoso.com',
      branch: `s${asked}`,
      callId: 's',
      cseq: asked,
      from: '<sip:alice@contoso.com>;tag=s',
      to: '<sip:alice@contoso.com>',
      more: [
        'Contact: <sip:alice@s.invalid;transport=ws>;expires=600',
        ...(authorization === undefined ? [] : [`Authorization: ${authorization}`]),
        ...more,
      ],
    }),
  );
};
const statusOf = async (authorization?: string, more: readonly string[] = []) => {
  register(authorization, more);
  return Number((await phone.receive('SIP/2.0 ')).split(' ')[1]);
};

const md5 = (text: string) => createHash('md5').update(text).digest('hex');
async function nonceOf(): Promise<string> {
  register();
  return /nonce="([^"]+)"/.exec(await phone.receive('SIP/2.0 401'))?.[1] ?? '';
}
const responseTo = (
  nonce: string,
  qop = 'auth',
  password: string = passwords['alice@contoso.com'],
) =>
  md5(
    `${md5(`alice:contoso.com:${password}`)}:${nonce}:00000001:c:${qop}:${md5('REGISTER:sip:contoso.com')}`,
  );

/** Milliseconds until someone else has been answered over HTTP. */
async function answerTime(): Promise<number> {
  const start = performance.now();
  expect((await fetch(`${pool.url}/healthz`)).status).toBe(200);
  return performance.now() - start;
}

/** Milliseconds. What once took seconds of processor time takes a fraction of one, even on a busy machine. */
const SOON = 1500;

describe('a header that is long and made to be read slowly keeps nobody waiting', () => {
  const size = 90 * 1024;
  test.each([
    ['letters', `Digest ${'a'.repeat(size)}`],
    ['blanks', `Digest${' '.repeat(size)}x`],
    ['open quotes', `Digest ${'a="'.repeat(size / 3)}`],
    ['backslashes', `Digest a="${'\\'.repeat(size)}`],
  ])('%s in Authorization', async (_what, authorization) => {
    register(authorization);
    expect(await answerTime()).toBeLessThan(SOON);
    expect(await phone.receive('SIP/2.0 ')).toMatch(/^SIP\/2.0 513 /);
  });

  test.each([
    ['lines without a colon', Array.from({ length: 30_000 }, () => 'a')],
    ['brackets in Contact', [`Contact: ${'<'.repeat(size)}`]],
    ['a folded header', [`X: a${'\r\n a'.repeat(20_000)}`]],
  ])('%s', async (_what, more) => {
    register(undefined, more);
    expect(await answerTime()).toBeLessThan(SOON);
    expect(await phone.receive('SIP/2.0 ')).toMatch(/^SIP\/2.0 (?:400|513) /);
  });

  test('and a message whose own transaction can’t be read is passed over', async () => {
    phone.sayText(`MESSAGE sip:${'a'.repeat(size)} SIP/2.0\r\n\r\n`);
    expect(await statusOf()).toBe(401);
  });

  test('over HTTP too, twenty at once', async () => {
    const headers = { authorization: `Digest ${'a'.repeat(7000)}` };
    const answers = Array.from({ length: 20 }, () =>
      fetch(`${pool.url}/v1/provisioning?account=alice@contoso.com`, { headers }),
    );
    expect(await answerTime()).toBeLessThan(SOON);
    for (const answer of answers) expect((await answer).status).toBe(400);
  });

  test('in a WebSocket’s protocols too', async () => {
    const opening = request(`${pool.url}/`, {
      headers: {
        connection: 'upgrade',
        upgrade: 'websocket',
        'sec-websocket-version': '13',
        'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
        'sec-websocket-protocol': `x${' '.repeat(7000)}x`,
      },
    });
    const status = new Promise((resolve) => {
      opening.once('response', ({ statusCode }) => {
        resolve(statusCode);
      });
    });
    opening.end();
    expect(await answerTime()).toBeLessThan(SOON);
    expect(await status).toBe(400);
  });
});

test.each([
  [
    'nonce',
    `Digest username="alice", realm="contoso.com", nonce="a-${'é'.repeat(32)}", uri="x", response="x", qop=auth, nc=1, cnonce="c"`,
  ],
  [
    'response',
    `Digest username="alice", realm="contoso.com", nonce="<nonce>", uri="x", response="${'é'.repeat(32)}", qop=auth, nc=1, cnonce="c"`,
  ],
])('letters of two bytes in the %s stop nothing', async (_where, authorization) => {
  expect(await statusOf(authorization.replace('<nonce>', await nonceOf()))).toBe(401);
  expect((await fetch(`${pool.url}/healthz`)).status).toBe(200);
});

describe('the right password is taken however the header is written', () => {
  const written = [
    'Digest username="alice", realm="contoso.com", nonce="<nonce>", uri="sip:contoso.com", response="<response>", algorithm=md5, qop=AUTH, nc=00000001, cnonce="c"',
    'DIGEST Username = "ALICE" , REALM= "contoso.com",Nonce ="<nonce>", URI="sip:contoso.com" ,RESPONSE = "<response>", Algorithm = "MD5", QOP = "auth", NC = 00000001, CNonce = c',
    'Digest\tusername=alice,realm=contoso.com,nonce=<nonce>,uri=sip:contoso.com,response=<response>,qop=auth,nc=00000001,cnonce=c',
    'Digest username="a\\lice",\r\n realm="contoso.com",\r\n\tnonce="<nonce>", uri="sip:contoso.com", response="<response>", qop=auth, nc=1, cnonce="c"',
  ];
  test.each(written)('%s', async (text) => {
    const nonce = await nonceOf();
    const response = text.includes('nc=1,')
      ? md5(
          `${md5(`alice:contoso.com:${passwords['alice@contoso.com']}`)}:${nonce}:1:c:auth:${md5('REGISTER:sip:contoso.com')}`,
        )
      : responseTo(nonce);
    expect(await statusOf(text.replace('<nonce>', nonce).replace('<response>', response))).toBe(
      200,
    );
  });

  test('with AUTH hashed as it is written', async () => {
    const nonce = await nonceOf();
    const text = (written[0] ?? '').replace('<response>', responseTo(nonce, 'AUTH'));
    expect(await statusOf(text.replace('<nonce>', nonce))).toBe(200);
  });

  test('beside credentials for another realm', async () => {
    const nonce = await nonceOf();
    const text = (written[0] ?? '')
      .replace('<response>', responseTo(nonce))
      .replace('<nonce>', nonce);
    const other = text.replace('contoso.com', 'elsewhere.example');
    expect(await statusOf(other, [`Authorization: ${text}`])).toBe(200);
  });

  test('once for each count', async () => {
    const nonce = await nonceOf();
    const text = (written[0] ?? '')
      .replace('<response>', responseTo(nonce))
      .replace('<nonce>', nonce);
    expect(await statusOf(text)).toBe(200);
    expect(await statusOf(text)).toBe(401);
    expect(await statusOf(text.replace('00000001', 'zzzzzzzz'))).toBe(400);
  });
});

describe('what is no try of a password is not counted as one', () => {
  test.each([
    [400, 'Digest'],
    [400, 'Digest username="alice'],
    [400, 'Digest username="alice", realm="contoso.com", nonce="n", uri="u", response="r"'],
    [401, 'Basic YWxpY2U6eA=='],
    [
      401,
      'Digest username="alice", realm="contoso.com", nonce="n", uri="u", response="r", algorithm=SHA-512-256, qop=auth, nc=1, cnonce="c"',
    ],
  ])('%i for %s', async (status, authorization) => {
    for (let count = 0; count < 12; count += 1) expect(await statusOf(authorization)).toBe(status);
    await signIn(phone, 'alice@contoso.com', passwords['alice@contoso.com']);
  });
});
