import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { withAccount } from '../accounts/poolData.ts';
import { signIn } from '../testing/dialog.ts';
import { createRawPhone, type RawPhone } from '../testing/phone.ts';
import { passwords, startPool, type TestPool } from '../testing/startPool.ts';
import { relayDatagrams, type DatagramRelay } from './datagramRelay.ts';
import { freeUdpPort } from './freePort.ts';
import { runSipp, whyNoSipp } from './sipp.ts';

const CALLS = 100;
const missing = whyNoSipp();
const bob = 'bob@contoso.com';

describe.skipIf(missing !== undefined)(`SIPp${missing ? ` (${missing})` : ''}`, () => {
  let pool: TestPool;
  let folder: string;
  const relays: DatagramRelay[] = [];
  const phones: RawPhone[] = [];

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'candor-sipp-'));
    pool = await startPool();
    // As in the scenarios: SIPp accepts no space in a password.
    pool.change((data) =>
      withAccount(data, 'alice@contoso.com', { displayName: 'Alice', password: 'alices-own' }),
    );
  });
  afterEach(async () => {
    for (const relay of relays.splice(0)) relay.close();
    for (const { socket } of phones.splice(0)) socket.terminate();
    await pool.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  async function relayed(peer?: number) {
    const phone = await createRawPhone(pool.wsUrl);
    phones.push(phone);
    const open = async () => {
      const relay = await relayDatagrams(phone.socket, peer);
      relays.push(relay);
      return relay.port;
    };
    return { phone, open };
  }

  test(`signs in, writes, rings, talks and hangs up, ${CALLS} times`, async () => {
    const callee = await freeUdpPort();
    const [near, far] = [await relayed(), await relayed(callee)];
    await signIn(far.phone, bob, passwords[bob]);
    const runs = await Promise.all([
      runSipp(folder, { scenario: 'callee', own: callee, peer: await far.open(), calls: CALLS }),
      runSipp(folder, { scenario: 'caller', peer: await near.open(), calls: CALLS }),
    ]);
    expect(runs).toEqual(['', '']);
  });

  test(`sends what is malformed, ${CALLS} times: refused or passed over, and served as before`, async () => {
    const { open } = await relayed();
    const run = { scenario: 'malformed', peer: await open(), calls: CALLS };
    expect(await runSipp(folder, run)).toBe('');
  });
});
