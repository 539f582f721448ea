import { generateKeyPairSync, sign } from 'node:crypto';
import { globSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { verify } from '../../cli/verify.ts';
import { receiptMessage } from '../../contract/envelope.ts';
import type { ExportContents } from '../../contract/auditExport.ts';
import type { LedgerEntry, LedgerEvent } from '../../contract/ledger.ts';
import { headMessage, saltedHeadText, signedEntry } from '../../contract/ledgerHead.ts';
import { chainOf, sha256Hex } from '../../contract/testing/chain.testkit.ts';
import { createTexts } from '../../contract/text/index.ts';
import { createService as startService, type Service } from '../../service/telemetry/service.ts';
import { createService } from '../adapters/network/service.ts';
import { exportText } from '../core/audit/exportText.ts';
import { createTestHead, createTestKeys } from '../testing/audit.testkit.ts';
import { readLedger, rewriteLedger, withOtherChoices } from '../testing/rewriteLedger.testkit.ts';
import { createTestSessions } from '../testing/sessions.testkit.ts';
import { createFakeService } from '../testing/service.testkit.ts';
import {
  fault,
  facts,
  optedIn,
  optedOut,
  refusal,
  startTelemetry,
  temporaryFolder,
} from '../testing/telemetry.testkit.ts';

const electron = vi.hoisted(() => ({ session: {}, net: { isOnline: () => true } }));
vi.mock('electron', () => electron);

const { t } = createTexts('en');

let data: string;
let service: Service;
beforeAll(async () => {
  electron.session = createTestSessions();
  data = mkdtempSync(join(tmpdir(), 'candor-signed-'));
  service = await startService({ dataFolder: data, port: 0 });
});
afterAll(async () => {
  await service.close();
  rmSync(data, { recursive: true, force: true });
});

const open: { telemetry: { stop: () => void }; ledgerFile: { close: () => void } }[] = [];
const stopAll = () => {
  for (const { telemetry, ledgerFile } of open.splice(0)) {
    telemetry.stop();
    ledgerFile.close();
  }
};
afterEach(stopAll);

/** A device's files, and the client on them, which sends to the real service. */
function createDevice() {
  const folder = temporaryFolder();
  const headFile = createTestHead();
  const keyFile = createTestKeys();
  return {
    folder,
    headFile,
    ledger: join(folder, 'ledger.db'),
    start(isOnline = true) {
      const real = createService(() => new URL(service.url), 'Candor/0.1.0');
      const client = { ...real, isOnline: () => isOnline };
      // The fake's own fields are never used.
      const fake = Object.assign(createFakeService(), client);
      const parts = startTelemetry({ folder, headFile, keyFile, choice: optedIn, service: fake });
      open.push(parts);
      parts.telemetry.start(facts);
      const { telemetry, clock, outboxes } = parts;
      return {
        ...parts,
        /** Resolves once everything that waited has its receipt. */
        sent: async (message: string) => {
          telemetry.reportException(fault({ message }));
          await vi.waitFor(
            async () => {
              await clock.advance(60_000);
              for (const outbox of Object.values(outboxes)) expect(outbox.counts().waiting).toBe(0);
            },
            { timeout: 20_000, interval: 50 },
          );
        },
      };
    },
  };
}

/** A device that has sent things, between which choices and policies changed. */
async function createUsedDevice() {
  const device = createDevice();
  const session = device.start();
  const { telemetry } = session;
  await session.sent('one');
  telemetry.applyPolicy(refusal);
  telemetry.applyPolicy({ readings: [] });
  telemetry.choose(optedOut);
  telemetry.choose({ ...optedIn, since: '2026-11-22T09:50:00.000Z' });
  await session.sent('two');
  await session.sent('three');
  return device;
}

/** The output of `candor verify` on an export, and its status. */
function verified(contents: ExportContents, ...args: readonly string[]) {
  const file = join(temporaryFolder(), 'export.json');
  writeFileSync(file, [...exportText(contents, sha256Hex)].join(''));
  const lines: string[] = [];
  const status = verify([file, ...args], (line) => void lines.push(line(t)));
  return { status, said: lines.join('\n') };
}

const isSignature = ({ event }: LedgerEntry) => event.kind === 'headSigned';

describe('a ledger that the service signed', () => {
  it('is told to be as it was signed, up to its last signature', async () => {
    const device = await createUsedDevice();
    stopAll();
    const { telemetry } = device.start(false);
    const { status, said } = verified(telemetry.audit.exportData());
    expect([status, said]).toEqual([0, expect.stringContaining('All that is in it holds.')]);
    expect(said).toMatch(/^SIGNED {3}ledger entries 1 to \d+ are as they were/m);
    expect(said).toMatch(/^UNSIGNED ledger entries \d+ to \d+ came after/m);
    const { signed, brokenAt, total } = telemetry.audit.ledger(1000);
    expect([brokenAt, signed.problems]).toEqual([null, []]);
    expect(signed.through).toBeGreaterThan(4);
    expect(signed.through).toBeLessThan(total);
  });

  it.each([
    ['changed', withOtherChoices, /is not as it was/],
    ['shortened at its end', (all: LedgerEntry[]) => all.slice(0, -4), /ledger entry \d+/],
    [
      'robbed of its signatures',
      (all: LedgerEntry[]) => all.filter((it) => !isSignature(it)),
      /ledger entry \d+/,
    ],
    [
      'robbed of all but its first entry',
      (all: LedgerEntry[]) => all.slice(0, 1),
      /ledger entry \d+/,
    ],
    [
      'changed where its last signature was taken out as well',
      (all: LedgerEntry[]) => withOtherChoices(all.toSpliced(all.findLastIndex(isSignature), 1)),
      /is not as it was/,
    ],
  ] as const)(
    'and that was then %s, is broken though its chain is whole',
    async (_, change, named) => {
      const device = await createUsedDevice();
      stopAll();
      rewriteLedger(device.ledger, change);
      const { telemetry } = device.start(false);
      const { brokenAt, signed } = telemetry.audit.ledger(1000);
      expect(brokenAt).toBeNull();
      expect(signed.problems.length).toBeGreaterThan(0);
      const { status, said } = verified(telemetry.audit.exportData());
      expect(status).toBe(1);
      expect(said).toMatch(new RegExp(`^BROKEN .*${named.source}`, 'm'));
    },
  );

  it('and that was then deleted, is missed, also once the service has signed the next', async () => {
    const device = await createUsedDevice();
    stopAll();
    for (const part of globSync('ledger.db*', { cwd: device.folder }))
      rmSync(join(device.folder, part));
    const session = device.start();
    const { telemetry } = session;
    await session.sent('after it was deleted');
    const { status, said } = verified(telemetry.audit.exportData());
    expect(status).toBe(1);
    expect(said).toMatch(/^BROKEN .*its ledger was not the one/m);
    expect(telemetry.audit.ledger(1000).signed.problems).toMatchObject([{ kind: 'noted' }]);
  });

  it('is told to be signed by nobody where every signature is gone, from beside it too', async () => {
    const device = await createUsedDevice();
    stopAll();
    rewriteLedger(device.ledger, (all) => withOtherChoices(all.filter((it) => !isSignature(it))));
    device.headFile.write(null);
    const { telemetry } = device.start(false);
    const { status, said } = verified(telemetry.audit.exportData());
    expect(status).toBe(0);
    expect(said).toContain('could have rewritten it whole');
    expect(telemetry.audit.ledger(1000).signed).toMatchObject({ through: 0, at: null });
  });
});

describe('an export of a signed ledger', () => {
  it('contradicts the signature though chain and seal were made anew', async () => {
    const device = await createUsedDevice();
    const contents = device.start(false).telemetry.audit.exportData();
    const ledger = chainOf(withOtherChoices(contents.ledger));
    const totals = { ...contents.totals, lastHash: ledger.at(-1)!.hash };
    const { status, said } = verified({ ...contents, ledger, totals });
    expect([status, said]).toEqual([1, expect.stringContaining('is not as it was')]);
  });

  it('that was signed anew by a key of somebody’s holds only until the service’s key is named', async () => {
    const device = await createUsedDevice();
    const contents = device.start(false).telemetry.audit.exportData();
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const { x = '' } = publicKey.export({ format: 'jwk' });
    const signed = (text: string) => sign(null, Buffer.from(text), privateKey).toString('base64');
    // Under the name of the service's own key.
    const kid = contents.keys[0]!.kid;
    const records = contents.records.map((record) => {
      const { receipt } = record;
      const own = receipt && { ...receipt, signature: signed(receiptMessage(receipt)) };
      return { ...record, receipt: own };
    });
    const seals = records.map(({ receipt }) => receipt).filter((it) => it !== null);
    const sealOf = ({ id, digest, receivedAt, signature }: (typeof seals)[number]) =>
      sha256Hex(`${id}\n${digest}\n${receivedAt}\n${signature}\n`);
    let chain: LedgerEntry[] = [];
    for (const { at, event } of withOtherChoices(contents.ledger)) {
      let own: LedgerEvent = event;
      if (event.kind === 'keyPinned') own = { ...event, x };
      if (event.kind === 'sent')
        own = { ...event, seals: seals.splice(0, event.seals.length).map(sealOf) };
      if (event.kind === 'headSigned') {
        const { seq, salt } = event;
        const { hash } = chain[seq - 1]!;
        const head = sha256Hex(saltedHeadText({ seq, salt, hash }));
        own = { ...event, hash, signature: signed(headMessage({ head, at: event.at })) };
      }
      chain = chainOf([...chain, { at, event: own }]);
    }
    const last = chain.findLast(isSignature)!.event;
    const signedHead = signedEntry.parse(last);
    const keys = [{ ...contents.keys[0]!, x }];
    const totals = { ...contents.totals, lastHash: chain.at(-1)!.hash };
    const forged = { ...contents, keys, records, ledger: chain, signedHead, totals };

    const believed = verified(forged);
    expect(believed.said).not.toContain(kid);
    expect(believed.said).toContain('this file can’t prove');
    const held = verified(forged, '--key', kid);
    expect(held.status).toBe(1);
    expect(held.said).toContain('it is none of the keys named by --key');
    expect(held.said).toContain('the signature over the ledger is by no key');
    expect(verified(contents, '--key', kid).status).toBe(0);
  });
});

describe('what the service is shown of a ledger', () => {
  it('is another salted hash each time, of which it keeps nothing', async () => {
    const device = await createUsedDevice();
    stopAll();
    const heads = readLedger(device.ledger).flatMap(({ event }) =>
      event.kind === 'headSigned' ? [event] : [],
    );
    expect(heads.length).toBeGreaterThan(2);
    expect(new Set(heads.map(({ salt }) => salt)).size).toBe(heads.length);
    const files = globSync('**', { cwd: data }).map((file) => join(data, file));
    const stored = files
      .filter((file) => statSync(file).isFile())
      .map((file) => readFileSync(file, 'latin1'))
      .join('\n');
    for (const { seq, hash, salt, signature } of heads)
      for (const text of [hash, salt, signature, sha256Hex(saltedHeadText({ seq, hash, salt }))])
        expect(stored).not.toContain(text);
  });
});
