import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import { afterEach, describe, expect, test } from 'vitest';
import { createGuesses } from '../pool/accounts/guesses.ts';
import { bodyOf, createDraw, drawId, recordLine } from '../telemetry/testing/records.ts';
import { post } from '../telemetry/testing/client.ts';
import { createDumpQuotas } from '../telemetry/crashes/dumpQuotas.ts';
import { defaultLimits } from '../telemetry/limits.ts';
import { createService } from '../telemetry/service.ts';
import { createAdmission } from './admission.ts';
import { createClientAddresses } from './clientAddress.ts';
import { networksOf } from './networks.ts';
import { RequestRates } from './requestRates.ts';

const draw = createDraw(1348);
let stop = (): Promise<void> => Promise.resolve();
afterEach(async () => {
  await stop();
  stop = () => Promise.resolve();
});

/** Any number of /64s of one /48, each in a /56 of its own as long as there are any left. */
const inOne48 = (count: number) => `2001:db8:7:${((count << 8) | (count >> 8)).toString(16)}::1`;
const inOne56 = (count: number) => `2001:db8:7:${count.toString(16)}::1`;
const network = (address: string) =>
  createClientAddresses([]).of({ socket: { remoteAddress: address }, headers: {} });

describe('what an address is counted by', () => {
  test('is itself, and for IPv6 its /56 and its /48 too', () => {
    expect(networksOf('203.0.113.7').map((one) => one.network)).toEqual(['203.0.113.7']);
    expect(networksOf('unknown').map((one) => one.network)).toEqual(['unknown']);
    expect(networksOf(network('2001:db8:7:1234::9')).map((one) => one.network)).toEqual([
      '2001:db8:7:1234::/64',
      '2001:db8:7:1200::/56',
      '2001:db8:7::/48',
    ]);
  });

  test('holds the address and all of its neighbours, and nobody else', () => {
    fc.assert(
      fc.property(fc.ipV6(), fc.ipV6(), (one, other) => {
        const first = network(one);
        if (!first.endsWith('/64')) return;
        for (const { network: of } of networksOf(first)) {
          const range = ipaddr.parseCIDR(of);
          expect(ipaddr.parse(one).match(range)).toBe(true);
          const isIn = networksOf(network(other)).some((theirs) => theirs.network === of);
          const address = ipaddr.process(other);
          expect(isIn).toBe(address.kind() === 'ipv6' && address.match(range));
        }
      }),
    );
  });
});

describe('who has a whole /48 of IPv6 has not 65,536 times what one address may have', () => {
  const start = async (requestsPerMinute: number) => {
    const folder = mkdtempSync(join(tmpdir(), 'candor-networks-'));
    const service = await createService({
      dataFolder: folder,
      port: 0,
      limits: { requestsPerMinute },
    });
    stop = async () => {
      await service.close();
      rmSync(folder, { recursive: true });
    };
    return async (address: string) => {
      const body = bodyOf(recordLine('day', drawId(draw)));
      return (await post(service.url, body, { 'x-forwarded-for': address })).status;
    };
  };

  test('of requests a minute, nor one /64 what its neighbours may have', async () => {
    const statusFrom = await start(2);
    // Refused requests count for nobody else.
    for (let count = 0; count < 40; count += 1) await statusFrom(inOne48(0));
    for (let count = 1; count < 8; count += 1)
      expect([await statusFrom(inOne48(count)), await statusFrom(inOne48(count))]).toEqual([
        200, 200,
      ]);
    expect(await statusFrom(inOne48(8))).toBe(429);
    expect(await statusFrom('2001:db8:8::1')).toBe(200);
    expect(await statusFrom('203.0.113.7')).toBe(200);
  });

  test('nor who has a /56 what other subscribers of the same /48 may have', async () => {
    const statusFrom = await start(2);
    const statuses: number[] = [];
    for (let count = 0; count < 40; count += 1) statuses.push(await statusFrom(inOne56(count)));
    expect(statuses.filter((status) => status === 200)).toHaveLength(4);
    expect(await statusFrom(inOne48(1))).toBe(200);
  });

  test('of requests a minute, though more addresses come than are told apart', () => {
    const rates = new RequestRates();
    const usedBy = (address: string) => {
      let used = 0;
      rates.incr(address, (_error, { current }) => (used = current), 60_000, 9);
      return used;
    };
    expect(usedBy('203.0.113.7')).toBe(1);
    for (let count = 0; count < 110_000; count += 1)
      usedBy(network(`2001:db8:${(count & 0xffff).toString(16)}:${(count >> 16).toString(16)}::1`));
    expect(usedBy('203.0.113.7')).toBe(2);
    expect(usedBy('203.0.113.8')).toBe(1);
    expect(usedBy('203.0.113.8')).toBe(2);
  });

  test('of what is open at once', () => {
    const admission = createAdmission({
      inAll: 1000,
      perAddress: 3,
      perAccount: 9,
      leftAloneMs: 60_000,
    });
    const entered = Array.from({ length: 100 }, (_, count) =>
      admission.enter(network(inOne48(count)), () => undefined),
    );
    const inside = entered.filter((visit) => visit !== undefined);
    expect(inside).toHaveLength(24);
    expect(admission.enter('203.0.113.7', () => undefined)).toBeDefined();
    inside[0]?.leave();
    expect(admission.enter(network(inOne48(99)), () => undefined)).toBeDefined();
    expect(admission.enter(network(inOne48(98)), () => undefined)).toBeUndefined();
  });

  test('of memory dumps in a day', () => {
    const database = new DatabaseSync(':memory:');
    database.exec('CREATE TABLE dumps (owner TEXT, received_at TEXT, bytes INTEGER)');
    const limits = { ...defaultLimits, dumpsPerAddress: { dumps: 2, bytes: 1e9 } };
    const quotas = createDumpQuotas(database, limits, () => new Date());
    const isTaken = (address: string, owner: string) => {
      const room = quotas.reserve({ owner, address, bytes: 1 });
      if (!room.ok) return false;
      quotas.took(address, 1);
      room.letGo();
      return true;
    };
    const taken = Array.from({ length: 100 }, (_, count) =>
      isTaken(network(inOne48(count)), String(count)),
    );
    expect(taken.filter(Boolean)).toHaveLength(16);
    expect(isTaken('203.0.113.7', 'a')).toBe(true);
    database.close();
  });

  test('of wrong passwords for ever new accounts', () => {
    const guesses = createGuesses(() => 0);
    const attempt = (count: number) => ({
      account: `guest${String(count)}@contoso.com`,
      address: network(inOne48(count)),
      device: undefined,
      isProved: false,
    });
    let tried = 0;
    for (; tried < 5000 && guesses.waitMs(attempt(tried)) === 0; tried += 1)
      guesses.noteWrong(attempt(tried));
    expect(tried).toBeLessThan(1000);
    expect(guesses.waitMs({ ...attempt(0), address: '203.0.113.7' })).toBe(0);
  });
});
