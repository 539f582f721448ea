import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { requestLines, signIn } from '../../service/pool/testing/dialog.ts';
import { createRawPhone } from '../../service/pool/testing/phone.ts';
import { passwords, startPool, type TestPool } from '../../service/pool/testing/startPool.ts';
import type { PoolSessionPorts } from './poolSession.ts';
import { createPoolUser, type PoolUser } from '../testing/talker.testkit.ts';
import { soon } from '../testing/soon.testkit.ts';

const alice = 'alice@contoso.com';
const bob = 'bob@contoso.com';

let pool: TestPool;
const talkers: PoolUser[] = [];

beforeEach(async () => {
  pool = await startPool();
});
afterEach(async () => {
  for (const talker of talkers.splice(0)) talker.connection.signOut();
  await pool.remove();
});

async function talkerOf(
  account: keyof typeof passwords,
  ports: Parameters<typeof createPoolUser>[0] = {},
): Promise<PoolUser> {
  const talker = createPoolUser(ports);
  talkers.push(talker);
  talker.connection.signIn({
    poolUrl: pool.wsUrl,
    credentials: { account, password: passwords[account] },
    isPatient: false,
  });
  await talker.until('signedIn');
  return talker;
}

async function restartPool(): Promise<void> {
  const { folder, url } = pool;
  pool = await startPool({ folder, port: Number(new URL(url).port) });
}

const everyone = { timeout: 40_000 };

describe('at a real pool', () => {
  it('a wrong password is told from all else, and nobody is signed in', async () => {
    const talker = createPoolUser();
    talkers.push(talker);
    talker.connection.signIn({
      poolUrl: pool.wsUrl,
      credentials: { account: alice, password: 'a guess' },
      isPatient: true,
    });
    await talker.until('signedOut');
    expect(talker.connection.state.get()).toMatchObject({ failure: { kind: 'credentials' } });
    expect(talker.failures).toEqual([{ cause: 'credentials' }]);
    expect(talker.told).toEqual(['attempted', 'failed']);
  });

  it('a message to who is not there fails with the pool’s status, and goes when sent again', async () => {
    const a = await talkerOf(alice);
    const id = a.write(bob, 'are you there?');
    await soon(() => {
      expect(a.settled.get(id)).toEqual({ delivery: 'failed', code: '480' });
    });
    const b = await talkerOf(bob);
    a.write(bob, 'are you there?', id);
    await soon(() => {
      expect(a.settled.get(id)).toEqual({ delivery: 'delivered' });
    });
    expect(b.received).toEqual([{ id, peer: alice, text: 'are you there?' }]);
  });

  it('a message that could not be kept was not delivered, as its sender is told', async () => {
    const a = await talkerOf(alice);
    const kept = Promise.withResolvers<boolean>();
    const b = await talkerOf(bob, { onText: () => kept.promise });
    const id = a.write(bob, 'keep this');
    const other = a.write('carol@fabrikam.com', 'who is away');
    await soon(() => {
      expect(a.settled.get(other)).toEqual({ delivery: 'failed', code: '480' });
    });
    expect(a.settled.get(id)).toBeUndefined();
    kept.resolve(false);
    await soon(() => {
      expect(a.settled.get(id)).toEqual({ delivery: 'failed', code: '500' });
    });
    expect(b.refused).toEqual([{ peer: alice, code: '500' }]);
  });

  it('clients that are not ours are understood; what is no text is refused by type', async () => {
    const a = await talkerOf(alice);
    const phone = await createRawPhone(pool.wsUrl);
    await signIn(phone, bob, passwords[bob]);
    const write = (branch: string, type: string, body: string) => {
      phone.say(
        requestLines({
          method: 'MESSAGE',
          uri: `sip:${alice}`,
          branch,
          callId: branch,
          cseq: 1,
          from: `<sip:${bob}>;tag=b`,
          to: `<sip:${alice}>`,
          more: [`Content-Type: ${type}`],
        }),
        body,
      );
    };
    write('one', 'text/plain', 'from a raw client');
    await phone.receive('SIP/2.0 200');
    write('two', 'application/im-iscomposing+xml', '<isComposing/>');
    expect(await phone.receive('SIP/2.0 415')).toMatch(
      /^accept: text\/plain, message\/cpim, message\/imdn\+xml\r$/im,
    );
    const imdn = '<imdn><delivery-notification/></imdn>';
    const wrapped = (type: string, body: string) =>
      [`From: <sip:${bob}>`, `To: <sip:${alice}>`, '', `Content-type: ${type}`, '', body].join(
        '\r\n',
      );
    write('imdn', 'message/imdn+xml', imdn);
    await phone.receive('SIP/2.0 200');
    write('imdnInCpim', 'message/cpim', wrapped('message/imdn+xml', imdn));
    await phone.receive('SIP/2.0 200');
    write('textInCpim', 'Message/CPIM', wrapped('text/plain;charset=utf-8', 'im Umschlag 🙂'));
    await phone.receive('SIP/2.0 200');
    write('three', 'text/html', '<p>from a raw client</p>');
    await phone.receive('SIP/2.0 415');
    write('four', 'text/plain', 'x'.repeat(16_385));
    await phone.receive('SIP/2.0 413');
    write('five', 'text/plain', '');
    await phone.receive('SIP/2.0 400');
    // A notice that somebody is typing is not a lost message.
    expect(a.refused).toEqual(['415', '413', '400'].map((code) => ({ peer: bob, code })));
    await soon(() => {
      expect(a.received).toMatchObject([
        { peer: bob, text: 'from a raw client' },
        { peer: bob, text: 'im Umschlag 🙂' },
      ]);
    });
    a.write(bob, 'to a raw client');
    expect(await phone.receive('MESSAGE')).toMatch(/^candor-message-id: [0-9a-f-]{36}\r$/im);
  });

  it('signing out ends the registration', async () => {
    const [a, b] = [await talkerOf(alice), await talkerOf(bob)];
    b.connection.signOut();
    expect(b.connection.state.get()).toEqual({ name: 'signedOut', failure: null });
    await vi.waitFor(async () => {
      const { result } = await a.connection.send({ id: 'x', peer: bob, text: 'gone?' });
      expect(result).toBe('failed');
    }, everyone);
    expect(b.received).toEqual([]);
  });

  it('a certificate that is wrong after a loss is told, once, and the stay goes on', async () => {
    const checkPool = vi.fn<PoolSessionPorts['checkPool']>(() => Promise.resolve('certificate'));
    const a = await talkerOf(alice, { checkPool });
    const failsBy = (kind: string) =>
      vi.waitFor(() => {
        expect(a.connection.state.get()).toMatchObject({ name: 'reconnecting', failure: { kind } });
      }, everyone);
    await pool.stop();
    await failsBy('certificate');
    await vi.waitFor(() => {
      a.connection.connectNow();
      expect(checkPool.mock.calls.length).toBeGreaterThan(1);
    }, everyone);
    expect(a.connection.state.get()).toMatchObject({ failure: { kind: 'certificate' } });
    // It took SIP before, so it is on its way back.
    checkPool.mockResolvedValue('answers');
    a.connection.connectNow();
    await failsBy('unreachable');
    await restartPool();
    a.connection.connectNow();
    await a.until('signedIn');
    expect(a.losses.map(({ code }) => code)).toEqual([
      expect.stringMatching(/^1\d{3}$/),
      'certificate',
    ]);
    expect(a.told).toEqual(['attempted', 'signed in', 'lost', 'lost', 'signed in again']);
    expect(a.failures).toEqual([]);
  });

  it('connecting now need not wait for its turn', async () => {
    const a = await talkerOf(alice);
    await pool.stop();
    await a.until('reconnecting');
    await restartPool();
    a.connection.connectNow();
    await a.until('signedIn');
    expect(a.told).toEqual(['attempted', 'signed in', 'lost', 'signed in again']);
  });
});
