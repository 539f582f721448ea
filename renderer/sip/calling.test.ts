import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startKamailio, whyNoKamailio } from '../../service/pool/interop/kamailio.ts';
import { startEmbedded, type SipServerUnderTest } from '../../service/pool/interop/servers.ts';
import { passwords } from '../../service/pool/testing/startPool.ts';
import { directWay, silence, stubPeers } from '../testing/silentPeer.testkit.ts';
import { createPoolUser, type PoolUser } from '../testing/talker.testkit.ts';
import type { CallLine } from './callLine.ts';
import { soon } from '../testing/soon.testkit.ts';

const alice = 'alice@contoso.com';
const bob = 'bob@contoso.com';

const servers = [
  { name: 'our pool', start: startEmbedded, why: undefined },
  { name: 'Kamailio', start: () => startKamailio(passwords), why: whyNoKamailio() },
] as const;

/** The events of a call on one side, one word each. */
function hear(line: CallLine): string[] {
  const heard: string[] = [];
  line.listen({
    onRinging: () => heard.push('ringing'),
    onAnswered: () => heard.push('answered'),
    onConnected: () => heard.push('connected'),
    onRelayed: () => undefined,
    onHeldByPeer: (isHeld) => heard.push(isHeld ? 'held' : 'resumed'),
    onSound: () => undefined,
    onEnded: ({ outcome, code }) =>
      heard.push(['over:', outcome, ...(code === undefined ? [] : [code])].join(' ')),
  });
  return heard;
}

const until = (heard: readonly string[], word: string) =>
  vi.waitFor(
    () => {
      expect(heard).toContain(word);
    },
    { timeout: 20_000 },
  );

describe.each(servers)('calls at $name', ({ start, why }) => {
  let server: SipServerUnderTest;
  let [a, b]: [PoolUser, PoolUser] = [createPoolUser(), createPoolUser()];
  const sitDown = async (account: keyof typeof passwords): Promise<PoolUser> => {
    const talker = createPoolUser();
    const credentials = { account, password: passwords[account] };
    talker.connection.signIn({ poolUrl: server.wsUrl, credentials, isPatient: false });
    await talker.until('signedIn');
    return talker;
  };
  beforeEach(async () => {
    if (why !== undefined) return;
    stubPeers();
    server = await start();
    [a, b] = [await sitDown(alice), await sitDown(bob)];
  });
  afterEach(async () => {
    if (why !== undefined) return;
    for (const { connection } of [a, b]) connection.signOut();
    await server.remove();
    vi.unstubAllGlobals();
  });

  /**
   * Alice calls Bob.
   * @returns both ends, and the events at each.
   */
  const dial = async () => {
    const out = a.connection.dial(bob, silence, directWay);
    if (!out) throw new Error('nobody is signed in');
    const outHeard = hear(out);
    await soon(() => {
      expect(b.lines).toHaveLength(1);
    });
    const into = b.lines[0]!;
    expect(into).toMatchObject({ peer: alice, direction: 'Incoming' });
    const intoHeard = hear(into);
    await until(outHeard, 'ringing');
    return { out, into, outHeard, intoHeard };
  };

  it.skipIf(why !== undefined)('are answered, held, resumed and hung up', async () => {
    const { out, into, outHeard, intoHeard } = await dial();
    into.answer(silence, directWay);
    await Promise.all([until(outHeard, 'connected'), until(intoHeard, 'connected')]);
    expect(out.hold(true)).toBe(true);
    await until(intoHeard, 'held');
    await soon(() => {
      expect(out.hold(false)).toBe(true);
    });
    await until(intoHeard, 'resumed');
    into.hangUp();
    await Promise.all([until(outHeard, 'over: answered'), until(intoHeard, 'over: answered')]);
  });

  it.skipIf(why !== undefined)('are declined, and turned away as busy', async () => {
    const declined = await dial();
    declined.into.refuse(603);
    await until(declined.outHeard, 'over: declined 603');
    expect(declined.intoHeard).toEqual(['over: declined']);
    b.lines.length = 0;
    const busy = await dial();
    busy.into.refuse(486);
    await until(busy.outHeard, 'over: busy 486');
  });

  it.skipIf(why !== undefined)('are missed by whom they rang for in vain', async () => {
    const { out, outHeard, intoHeard } = await dial();
    out.hangUp();
    await until(intoHeard, 'over: missed');
    expect(outHeard).toEqual(['ringing', 'over: cancelled']);
  });

  it.skipIf(why !== undefined)('reach nobody who is not signed in', async () => {
    const line = a.connection.dial('carol@fabrikam.com', silence, directWay);
    const heard = hear(line!);
    await until(heard, 'over: unreachable 480');
  });
});
