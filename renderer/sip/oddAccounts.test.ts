import { expect, onTestFinished, test, vi } from 'vitest';
import { startKamailio, whyNoKamailio } from '../../service/pool/interop/kamailio.ts';
import {
  ODD_PASSWORD,
  oddAccounts,
  withOddAccounts,
} from '../../service/pool/testing/oddAccounts.ts';
import { passwords, startPool } from '../../service/pool/testing/startPool.ts';
import { parsePeer } from '../../contract/sip/peerAddress.ts';
import { directWay, silence, stubPeers } from '../testing/silentPeer.testkit.ts';
import { soon } from '../testing/soon.testkit.ts';
import { createPoolUser } from '../testing/talker.testkit.ts';
import { readAccount } from './address.ts';

const bob = 'bob@contoso.com';
const noKamailio = whyNoKamailio();

test.each(oddAccounts)(
  '%s signs in, writes, calls, and is written to and called',
  async (account) => {
    stubPeers();
    onTestFinished(() => void vi.unstubAllGlobals());
    const pool = await startPool();
    onTestFinished(pool.remove);
    pool.change(withOddAccounts);
    expect(readAccount(account)).toEqual({ ok: true, value: account });
    const sitDown = async (account: string, password: string) => {
      const talker = createPoolUser();
      onTestFinished(() => {
        talker.connection.signOut();
      });
      const credentials = { account, password };
      talker.connection.signIn({ poolUrl: pool.wsUrl, credentials, isPatient: false });
      await talker.until('signedIn');
      return talker;
    };
    const known = parsePeer(account);
    const peer = known.ok ? known.value : '';
    const odd = await sitDown(account, ODD_PASSWORD);
    const other = await sitDown(bob, passwords[bob]);
    const id = other.write(peer, 'good morning');
    const reply = odd.write(bob, 'and to you');
    await soon(() => {
      expect(odd.received).toEqual([{ id, peer: bob, text: 'good morning' }]);
      expect(other.received).toEqual([{ id: reply, peer, text: 'and to you' }]);
    });
    const call = odd.connection.dial(bob, silence, directWay);
    await soon(() => {
      expect(other.lines).toMatchObject([{ peer, direction: 'Incoming' }]);
    });
    call?.hangUp();
    const back = other.connection.dial(peer, silence, directWay);
    await soon(() => {
      expect(odd.lines).toMatchObject([{ peer: bob, direction: 'Incoming' }]);
    });
    back?.hangUp();
  },
);

test.skipIf(noKamailio).each(['a%b@contoso.com', 'room #7@contoso.com'])(
  '%s signs in, writes and is written to at Kamailio, which compares escapes letter by letter',
  async (written) => {
    const read = readAccount(written);
    const account = read.ok ? read.value : '';
    const own = { [account]: 'the odd one’s', [bob]: passwords[bob] };
    const server = await startKamailio(own);
    onTestFinished(server.remove);
    const sitDown = async (account: string) => {
      const talker = createPoolUser();
      onTestFinished(() => {
        talker.connection.signOut();
      });
      const credentials = { account, password: own[account] ?? '' };
      talker.connection.signIn({ poolUrl: server.wsUrl, credentials, isPatient: false });
      await talker.until('signedIn');
      return talker;
    };
    const [odd, other] = [await sitDown(account), await sitDown(bob)];
    const id = other.write(account, 'good morning');
    const reply = odd.write(bob, 'and to you');
    await soon(() => {
      expect(odd.received).toMatchObject([{ id, peer: bob }]);
      expect(other.received).toMatchObject([{ id: reply, peer: account }]);
    });
  },
);
