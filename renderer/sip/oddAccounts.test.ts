import { expect, onTestFinished, test, vi } from 'vitest';
import {
  ODD_PASSWORD,
  oddAccounts,
  withOddAccounts,
} from '../../service/pool/testing/oddAccounts.ts';
import { passwords, startPool } from '../../service/pool/testing/startPool.ts';
import { silence, stubPeers } from '../testing/silentPeer.testkit.ts';
import { soon } from '../testing/soon.testkit.ts';
import { createPoolUser } from '../testing/talker.testkit.ts';
import { readAccount } from './address.ts';

const bob = 'bob@contoso.com';

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
    const odd = await sitDown(account, ODD_PASSWORD);
    const other = await sitDown(bob, passwords[bob]);
    const id = other.write(account, 'good morning');
    const reply = odd.write(bob, 'and to you');
    await soon(() => {
      expect(odd.received).toEqual([{ id, peer: bob, text: 'good morning' }]);
      expect(other.received).toEqual([{ id: reply, peer: account, text: 'and to you' }]);
    });
    const call = odd.connection.dial(bob, silence);
    await soon(() => {
      expect(other.lines).toMatchObject([{ peer: account, direction: 'Incoming' }]);
    });
    call?.hangUp();
    const back = other.connection.dial(account, silence);
    await soon(() => {
      expect(odd.lines).toMatchObject([{ peer: bob, direction: 'Incoming' }]);
    });
    back?.hangUp();
  },
);
