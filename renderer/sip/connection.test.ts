import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { answerTo, createOddPool } from '../../service/pool/testing/oddPool.ts';
import { createPoolUser } from '../testing/talker.testkit.ts';

const credentials = { account: 'amosmarble@contoso.com', password: 'wrong horse' };

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  vi.useRealTimers();
  for (const close of closing.splice(0)) await close();
});

async function listen(server: Server): Promise<{ url: string; sockets: Set<Socket> }> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, 'close');
  });
  return { url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`, sockets };
}

/** A port at which nothing listens any more. */
async function nowhere(): Promise<string> {
  const server = createServer();
  const { url } = await listen(server);
  server.close();
  await once(server, 'close');
  closing.pop();
  return url;
}

/** The address of a pool that answers like this. */
async function oddPoolAt(...parts: Parameters<typeof createOddPool>): Promise<string> {
  const { place, close } = await createOddPool(...parts);
  closing.push(close);
  return `ws://${place}`;
}

describe('signing in', () => {
  it.each([
    ['unreachable', 'unreachable', { cause: 'unreachable' }],
    ['certificate', 'certificate', { cause: 'certificate' }],
    ['silent', 'silent', { cause: 'silent' }],
  ] as const)(
    'where no connection comes about fails by what the main process finds: %s',
    async (found, kind, reported) => {
      const { connection, told, failures, until } = createPoolUser({
        checkPool: () => Promise.resolve(found),
      });
      connection.signIn({ poolUrl: await nowhere(), credentials, isPatient: false });
      expect(connection.state.get().name).toBe('connecting');
      await until('signedOut');
      expect(connection.state.get()).toEqual({ name: 'signedOut', failure: { kind } });
      expect(told).toEqual(['attempted', 'failed']);
      expect(failures).toEqual([reported]);
    },
  );

  it('to a web server that is no pool says that it is none', async () => {
    const { url } = await listen(createHttpServer((_, response) => response.end('hello')));
    const { connection, until } = createPoolUser({ checkPool: () => Promise.resolve('answers') });
    connection.signIn({ poolUrl: url, credentials, isPatient: false });
    await until('signedOut');
    expect(connection.state.get()).toMatchObject({ failure: { kind: 'notPool' } });
  });

  it('to a pool that accepts and says nothing is given up, and told as such', async () => {
    const { url, sockets } = await listen(createServer());
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { connection, failures } = createPoolUser({
      checkPool: () => Promise.resolve('answers'),
    });
    connection.signIn({ poolUrl: url, credentials, isPatient: false });
    await vi.advanceTimersByTimeAsync(0);
    while (sockets.size === 0) await new Promise(setImmediate);
    await vi.advanceTimersByTimeAsync(9_000);
    expect(connection.state.get().name).toBe('connecting');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(connection.state.get()).toEqual({ name: 'signedOut', failure: { kind: 'silent' } });
    expect(failures).toEqual([{ cause: 'silent' }]);
  });

  it.each<[string, (request: string) => string]>([
    ['what is no SIP at all', () => 'hello'],
    ['a bare status line', () => 'SIP/2.0 200 OK\r\n\r\n'],
    ['a bad Via', (request) => answerTo(request, '200 OK').replace(/^Via:.*/m, 'Via: by night')],
    ['a yes without a Contact', (request) => answerTo(request, '200 OK')],
    ['“Trying”, and no more', (request) => answerTo(request, '100 Trying')],
  ])('to a pool that answers %s is told as that, not as silence', async (_what, answer) => {
    const heard = Promise.withResolvers<unknown>();
    const url = await oddPoolAt(answer, heard.resolve);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { connection, failures } = createPoolUser({
      checkPool: () => Promise.resolve('answers'),
    });
    connection.signIn({ poolUrl: url, credentials, isPatient: false });
    await vi.advanceTimersByTimeAsync(0);
    await heard.promise;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(connection.state.get()).toEqual({ name: 'signedOut', failure: { kind: 'garbled' } });
    expect(failures).toEqual([{ cause: 'garbled' }]);
  });

  it('to a pool that says something odd and hangs up is told as what it said', async () => {
    const url = await oddPoolAt(
      () => 'hello',
      (socket) => {
        socket.close();
      },
    );
    const { connection, until } = createPoolUser({ checkPool: () => Promise.resolve('answers') });
    connection.signIn({ poolUrl: url, credentials, isPatient: false });
    await until('signedOut');
    expect(connection.state.get()).toMatchObject({ failure: { kind: 'garbled' } });
  });

  it.each([
    ['401', 'nothing at all', []],
    ['407', 'nothing at all', []],
    ['401', 'SHA-256 alone', ['WWW-Authenticate: Digest realm="a", nonce="b", algorithm=SHA-256']],
  ])(
    'to a pool that refuses by %s and asks for %s says that, and blames no password',
    async (code, _what, challenge) => {
      const url = await oddPoolAt((request) =>
        answerTo(request, `${code} Unauthorized`, ...challenge),
      );
      const { connection, failures, until } = createPoolUser();
      connection.signIn({ poolUrl: url, credentials, isPatient: true });
      await until('signedOut');
      const failure = { kind: 'challenge', status: Number(code) };
      expect(connection.state.get()).toEqual({ name: 'signedOut', failure });
      expect(failures).toEqual([{ cause: 'challenge', code }]);
    },
  );

  it.each([[['SHA-256', 'MD5']], [['MD5', 'SHA-256']]])(
    'to a pool that offers %s is by MD5',
    async (offered) => {
      const offers = offered.map(
        (algorithm) => `WWW-Authenticate: Digest realm="a", nonce="b", algorithm=${algorithm}`,
      );
      const url = await oddPoolAt((request) => {
        const contact = /^Contact:.*$/im.exec(request)?.[0] ?? '';
        return /^Authorization: Digest algorithm=MD5,/m.test(request)
          ? answerTo(request, '200 OK', contact)
          : answerTo(request, '401 Unauthorized', ...offers);
      });
      const { connection, until } = createPoolUser();
      connection.signIn({ poolUrl: url, credentials, isPatient: false });
      await until('signedIn');
      connection.signOut();
    },
  );

  it.each([
    'Digest realm=a, nonce=b, qop=auth',
    'Digest realm="a", nonce="b", qop="auth", algorithm=MD5, Digest realm="a", nonce="b", algorithm=SHA-256',
  ])('answers all of what a pool asks for, however that is written: %s', async (challenge) => {
    const asked: string[] = [];
    const url = await oddPoolAt((request) => {
      asked.push(request);
      const contact = /^Contact:.*$/im.exec(request)?.[0] ?? '';
      return /^Authorization: Digest algorithm=MD5,/m.test(request)
        ? answerTo(request, '200 OK', contact)
        : answerTo(request, '401 Unauthorized', `WWW-Authenticate: ${challenge}`);
    });
    const { connection, until } = createPoolUser();
    connection.signIn({ poolUrl: url, credentials, isPatient: false });
    await until('signedIn');
    expect(asked[1]).toMatch(/^Authorization: .*realm="a", nonce="b".* qop=auth, cnonce=/m);
    connection.signOut();
  });

  it.each(['<sip:PBX#1000#905@pbx.invalid>', '<mailto:desk@contoso.com>', '<sip:bob@x;a="b,c">'])(
    'succeeds where another device of the account is odd: %s',
    async (device) => {
      const url = await oddPoolAt((request) => {
        const contact = /^Contact: (.*)$/im.exec(request)?.[1] ?? '';
        return answerTo(request, '200 OK', `Contact: ${device}, ${contact}`);
      });
      const { connection, until } = createPoolUser();
      connection.signIn({ poolUrl: url, credentials, isPatient: false });
      await until('signedIn');
      connection.signOut();
    },
  );

  it.each([
    ['Contact', ';expires="60"', []],
    ['Contact', ';expires=soon', []],
    ['Contact', ';expires=4294967295', []],
    ['Contact', ';expires=99999999999999999999', []],
    ['Contact', ';expires=soon;temp-gruu;pub-gruu', []],
    ['Contact', ';pub-gruu', []],
    ['Expires', '', ['Expires: soon']],
    ['Expires', '', ['Expires: 4294967295']],
  ])('is not asked for at once again where the %s says %j %j', async (_where, written, more) => {
    const asked: string[] = [];
    const url = await oddPoolAt((request) => {
      asked.push(request.slice(0, request.indexOf(' ')));
      const contact = /^Contact:[^>]*>/im.exec(request)?.[0] ?? '';
      return answerTo(request, '200 OK', contact + written, ...more);
    });
    const { connection, settled, until, write } = createPoolUser();
    connection.signIn({ poolUrl: url, credentials, isPatient: false });
    await until('signedIn');
    // A few round trips, during which an agent that asks without a pause would have asked again.
    for (const text of ['one', 'two', 'three']) {
      const id = write('bob@contoso.com', text);
      await vi.waitFor(() => {
        expect(settled.get(id)).toEqual({ delivery: 'delivered' });
      });
    }
    expect(asked).toEqual(['REGISTER', 'MESSAGE', 'MESSAGE', 'MESSAGE']);
    connection.signOut();
  });

  it('to a pool that speaks in binary frames is as to others', async () => {
    const offers = ['MD5', 'SHA-256'].map(
      (algorithm) => `WWW-Authenticate: Digest realm="a", nonce="b", algorithm=${algorithm}`,
    );
    const url = await oddPoolAt((request) => {
      const contact = /^Contact:.*$/im.exec(request)?.[0] ?? '';
      return Buffer.from(
        /^Authorization: Digest algorithm=MD5,/m.test(request)
          ? answerTo(request, '200 OK', contact)
          : answerTo(request, '401 Unauthorized', ...offers),
      );
    });
    const { connection, until } = createPoolUser();
    connection.signIn({ poolUrl: url, credentials, isPatient: false });
    await until('signedIn');
    connection.signOut();
  });

  it('can be cancelled, and then tells of no failure', async () => {
    const { connection, told } = createPoolUser();
    const { url } = await listen(createServer());
    connection.signIn({ poolUrl: url, credentials, isPatient: false });
    connection.signOut();
    expect(connection.state.get()).toEqual({ name: 'signedOut', failure: null });
    expect(told).not.toContain('failed');
  });

  it('goes on by itself for a person who is not there, until waiting can’t help', async () => {
    let found: 'unreachable' | 'certificate' = 'unreachable';
    const { connection, told, until } = createPoolUser({ checkPool: () => Promise.resolve(found) });
    connection.signIn({ poolUrl: await nowhere(), credentials, isPatient: true });
    await until('reconnecting');
    found = 'certificate';
    connection.connectNow();
    await until('signedOut');
    expect(connection.state.get()).toMatchObject({ failure: { kind: 'certificate' } });
    expect(told).toEqual(['attempted', 'failed', 'attempted', 'failed']);
  });
});
