import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { relayDatagrams, type DatagramRelay } from '../../service/pool/interop/datagramRelay.ts';
import { startKamailio, whyNoKamailio } from '../../service/pool/interop/kamailio.ts';
import type { SipServerUnderTest } from '../../service/pool/interop/servers.ts';
import { runSipp, whyNoSipp } from '../../service/pool/interop/sipp.ts';
import { createRawPhone, type RawPhone } from '../../service/pool/testing/phone.ts';
import { directWay, silence, stubPeers } from '../testing/silentPeer.testkit.ts';
import { soon } from '../testing/soon.testkit.ts';
import { createPoolUser, type PoolUser } from '../testing/talker.testkit.ts';

const alice = 'alice@contoso.com';
const bob = 'bob@contoso.com';
/** SIPp does not allow blanks in a password. */
const passwords = { [alice]: 'alices-own', [bob]: 'bobs-own' };
const why = whyNoKamailio() ?? whyNoSipp();

describe.skipIf(why !== undefined)(
  `at Kamailio, beside an odd phone${why ? ` (${why})` : ''}`,
  () => {
    let server: SipServerUnderTest;
    let folder: string;
    let [phone, relay]: [RawPhone?, DatagramRelay?] = [];
    const talkers: PoolUser[] = [];
    beforeEach(async () => {
      stubPeers();
      folder = mkdtempSync(join(tmpdir(), 'candor-odd-'));
      server = await startKamailio(passwords);
    });
    afterEach(async () => {
      for (const { connection } of talkers.splice(0)) connection.signOut();
      relay?.close();
      phone?.socket.terminate();
      await server.remove();
      rmSync(folder, { recursive: true, force: true });
      vi.unstubAllGlobals();
    });

    const sitDown = async (account: typeof alice | typeof bob): Promise<PoolUser> => {
      const talker = createPoolUser();
      talkers.push(talker);
      const credentials = { account, password: passwords[account] };
      talker.connection.signIn({ poolUrl: server.wsUrl, credentials, isPatient: false });
      await talker.until('signedIn');
      return talker;
    };

    it.each([
      '<sip:PBX#1000#905@pbx.invalid>',
      '<mailto:desk@contoso.com>',
      '<sip:desk@x.invalid;a="b,c">',
      '"Alice <desk>, \\"x\\"" <sip:desk@x.invalid;transport=ws>;+sip.instance="<urn:uuid:00000000-0000-1000-8000-000a95a0e128>"',
      'sip:desk@x.invalid',
      '<sip:+15551234;ext=7@x.invalid;user=phone>',
      '<sip:a%ff@[2001:db8::7]:5080>',
    ])('whose Contact is %s: signs in, stays, gets messages and calls', async (contact) => {
      phone = await createRawPhone(server.wsUrl);
      relay = await relayDatagrams(phone.socket);
      const run = { scenario: 'oddPhone', peer: relay.port, calls: 1 };
      expect(await runSipp(folder, { ...run, keys: { contact } })).toBe('');
      const [a, b] = [await sitDown(alice), await sitDown(bob)];
      const id = b.write(alice, 'good morning');
      await soon(() => {
        expect(a.received).toEqual([{ id, peer: bob, text: 'good morning' }]);
      });
      // The registration is renewed, and the answer lists both devices again.
      a.connection.connectNow();
      const call = b.connection.dial(alice, silence, directWay);
      await soon(() => {
        expect(a.lines).toMatchObject([{ peer: bob, direction: 'Incoming' }]);
      });
      call?.hangUp();
      const back = a.write(bob, 'and to you');
      await soon(() => {
        expect(a.settled.get(back)).toEqual({ delivery: 'delivered' });
      });
      expect(a.connection.state.get()).toEqual({ name: 'signedIn' });
      expect([a.losses, a.failures]).toEqual([[], []]);
    });
  },
);
