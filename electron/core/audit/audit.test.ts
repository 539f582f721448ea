import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import type { ExportContents } from '../../../contract/auditExport.ts';
import { createTexts } from '../../../contract/text/index.ts';
import { verifyExport } from '../../../contract/verifyExport.ts';
import { verifySignature } from '../../adapters/system/crypto.ts';
import { exportText } from './exportText.ts';
import {
  answered,
  confirmFor,
  createFakeService,
  createSigningKey,
  digestOf,
  receiptFor,
} from '../../testing/service.testkit.ts';
import {
  bytesIn,
  entryOf,
  everything,
  fault,
  facts,
  optedIn,
  optedOut,
  refusal,
  startTelemetry,
  temporaryFolder,
} from '../../testing/telemetry.testkit.ts';

const { t } = createTexts('en');
const proofs = { sha256Hex: digestOf, verify: verifySignature };
const HOUR = 3_600_000;
const open = { category: null, state: null, surface: null, text: '' } as const;

async function started(parts: Parameters<typeof startTelemetry>[0] = {}) {
  const all = startTelemetry({ choice: optedIn, ...parts });
  all.telemetry.start(facts);
  await all.clock.settle();
  const { audit } = all.telemetry;
  const kinds = () => audit.exportData().ledger.map(({ event }) => event.kind);
  const fail = async (message: string) => {
    all.telemetry.reportException(fault({ message }));
    await all.clock.advance(HOUR);
  };
  return { ...all, audit, kinds, fail };
}

/** What is wrong with an export; at least that it is not one. */
function problemsOf(json: unknown): string {
  const judged = verifyExport(json, proofs);
  return judged.ok
    ? judged.value.broken.map((said) => said(t)).join('\n')
    : `no export: ${judged.place}`;
}

/** What Export writes of it. */
const written = (contents: ExportContents): ExportContents & { readonly seal: string } =>
  JSON.parse([...exportText(contents, digestOf)].join('')) as ReturnType<typeof written>;

describe('an export', () => {
  it('holds by itself, and names what was taken out or changed', async () => {
    const { audit, fail } = await started();
    await fail('one');
    const file = written(audit.exportData());
    expect(verifyExport(file, proofs)).toMatchObject({
      value: { broken: [], missing: [], isSealed: true },
    });
    expect(file.records.filter(({ state }) => state === 'sent').length).toBeGreaterThan(2);

    const records = file.records.filter(({ category }) => category !== 'error');
    const totals = { ...file.totals, records: records.length };
    const judged = verifyExport(written({ ...file, records, totals }), proofs);
    expect(judged).toMatchObject({ value: { broken: [] } });
    expect(judged.ok && judged.value.missing.map((said) => said(t))).toEqual([
      expect.stringContaining('1 error record'),
    ]);
    expect(problemsOf({ ...file, keys: [] })).toContain('by no key in this file');
    const shorter = { ...file, ledger: file.ledger.filter(({ event }) => event.kind !== 'sent') };
    expect(problemsOf(shorter)).toContain('does not know that it was sent');
  });

  it('shows a change of any one byte, whatever was signed anew', async () => {
    const { audit } = await started({ choice: optedOut });
    const text = Buffer.from([...audit.exportText()].join(''));
    const signed = { ...proofs, verify: () => true };
    const holds = (json: unknown) => {
      const judged = verifyExport(json, signed);
      return judged.ok && judged.value.broken.length === 0;
    };
    expect(holds(JSON.parse(text.toString()))).toBe(true);
    const unseen: number[] = [];
    for (let at = 0; at < text.length; at += 1) {
      text[at]! ^= 1;
      try {
        if (holds(JSON.parse(text.toString()))) unseen.push(at);
      } catch {
        // No longer JSON, which is noticed.
      }
      text[at]! ^= 1;
    }
    expect(unseen).toEqual([]);
  });

  it('shows what was cut from its ends, and by how much', async () => {
    const service = createFakeService();
    const { audit, fail } = await started({ service });
    service.online = false;
    await fail('waiting');
    audit.clearHistory();
    const file = audit.exportData();
    const { records, entries } = file.totals;
    expect(file.ledger.at(-1)?.event.kind).toBe('historyCleared');
    const cut = written({ ...file, ledger: file.ledger.slice(0, -1) });
    expect(problemsOf(cut)).toBe(
      `ledger: ${entries} entries were exported, and ${entries - 1} are here or the last one is another`,
    );
    expect(problemsOf(written({ ...file, records: [] }))).toContain(
      `records: ${records} were exported, and 0 are here`,
    );
  });

  it('names a record that passes for one of another kind, and a key of another name', async () => {
    const { audit } = await started();
    const file = audit.exportData();
    const [first, ...others] = file.records;
    const { line } = first!;
    const instead = (change: object) =>
      problemsOf(written({ ...file, records: [{ ...first!, ...change }, ...others] }));
    expect(instead({})).toBe('');
    expect(instead({ category: 'usage' })).toContain('its category is not that of its text');
    expect(instead({ surface: 'meetings' })).toContain('its surface is not that of its text');
    const digest = digestOf('no record');
    expect(instead({ line: 'no record', digest })).toContain('its text is no record');
    const other = line.replace(/"id":"[^"]*/, '"id":"another');
    const receipt = { ...first!.receipt!, digest: digestOf(other) };
    expect(instead({ line: other, digest: receipt.digest, receipt })).toContain(
      'its receipt is for another record',
    );
    const keys = file.keys.map((key) => ({ ...key, kid: 'another' }));
    expect(problemsOf(written({ ...file, keys }))).toContain('key 1: it is named another');
  });

  it('of a Candor that made no seal is still checked, and said to have none', async () => {
    const { audit } = await started();
    const { seal, totals, signedHead, ...contents } = written(audit.exportData());
    const former = { ...contents, version: 1 };
    expect(verifyExport(former, proofs)).toMatchObject({ value: { broken: [], isSealed: false } });
    const [first] = former.ledger;
    const forged = { ...former, ledger: [{ ...first!, at: '2020-01-01T00:00:00.000Z' }] };
    expect(problemsOf(forged)).toContain('ledger entry 1: its content was changed');
    for (const half of [
      { ...former, seal },
      { ...former, totals },
      { ...former, signedHead },
      { ...former, version: 2 },
    ])
      expect(problemsOf(half)).toContain('no export');
  });
});

describe('taking back what was sent', () => {
  it('deletes all error reports here, sends the key alone, and goes on under a new key', async () => {
    const { telemetry, audit, service, clock, fail, kinds, folder, outboxes } = await started();
    await fail('CANARY one');
    telemetry.eraseErrors();
    expect(outboxes.error.counts()).toEqual({ waiting: 0, sent: 0, rejected: 0 });
    expect(bytesIn(folder)).not.toContain('CANARY');
    expect(audit.erasures()).toHaveLength(1);
    await clock.settle();
    expect(service!.withdrawals).toEqual(['f'.repeat(64)]);
    expect(audit.erasures()).toEqual([]);
    expect(kinds()).toEqual(
      expect.arrayContaining(['withdrawalAsked', 'errorsDeleted', 'withdrawalConfirmed']),
    );
    const { at, signature } = audit
      .exportData()
      .ledger.flatMap(({ event }) =>
        event.kind === 'withdrawalConfirmed' ? [event.confirmation] : [],
      )[0]!;
    const by = 'https://telemetry.contoso.com/';
    expect(audit.confirmedErasures()).toEqual([{ erased: 3, at, signature, by }]);
    await fail('two');
    const owners = service!.posts.flatMap(({ records }) =>
      records.flatMap(({ owner }) => owner ?? []),
    );
    expect(new Set(owners).size).toBe(2);
    expect(problemsOf(written(audit.exportData()))).toBe('');
  });

  it.each([
    ['the person refuses', { choice: optedOut }],
    ['a policy refuses', { policy: refusal }],
  ])('leaves though %s, and waits while offline', async (_, parts) => {
    const service = createFakeService();
    service.online = false;
    const { telemetry, audit, clock } = await started({ ...parts, service });
    telemetry.eraseErrors();
    await clock.advance(HOUR);
    expect([service.withdrawals, audit.erasures().length]).toEqual([[], 1]);
    service.online = true;
    await clock.advance(60_000);
    expect(service.withdrawals).toEqual(['f'.repeat(64)]);
    expect(audit.erasures()).toEqual([]);
    expect(
      service.posts.flatMap(({ records }) => records).some(({ category }) => category === 'error'),
    ).toBe(false);
  });

  it('believes no confirmation that is for another or wrongly signed, and asks ever less often', async () => {
    const service = createFakeService();
    const stranger = createSigningKey('stranger');
    service.answerWithdrawal = (key) => confirmFor(key, stranger);
    const { telemetry, audit, clock, warnings, outboxes } = await started({ service });
    telemetry.eraseErrors();
    await clock.advance(HOUR);
    expect(audit.erasures()).toHaveLength(1);
    expect(service.withdrawals.length).toBeGreaterThan(3);
    expect(service.withdrawals.length).toBeLessThan(30);
    service.answerWithdrawal = () => confirmFor('another key');
    await clock.advance(HOUR);
    expect(
      audit
        .exportData()
        .ledger.flatMap(({ event }) =>
          event.kind === 'confirmationRefused' ? [event.problem] : [],
        ),
    ).toEqual([{ kind: 'wrongSignature' }, { kind: 'otherOwner' }]);
    expect(problemsOf(written(audit.exportData()))).toBe('');
    expect(warnings).toContainEqual({ kind: 'confirmationRefused' });
    expect(audit.confirmedErasures()).toEqual([]);
    expect(outboxes.census.waiting(everything)).toEqual([]);
    service.answerWithdrawal = (key) => confirmFor(key);
    await clock.advance(HOUR);
    expect(audit.erasures()).toEqual([]);
  });
});

describe('a policy', () => {
  it('of any kind of value is noted, and the ledger can be read with it', async () => {
    const { telemetry, audit } = await started();
    const values = {
      DisableAutomaticSendTracing: false,
      TracingLevel: 'Light',
      TelemetryUrl: 'https://telemetry.contoso.com/',
      RetentionDays: 5,
    } as const;
    const from = { source: 'machine', location: '/etc/candor/policy.json' } as const;
    const since = '2026-11-22T10:00:00.000Z';
    telemetry.applyPolicy({ readings: [{ ...from, state: 'read', values, unknown: [], since }] });
    const noted = audit
      .exportData()
      .ledger.flatMap(({ event }) => (event.kind === 'policy' ? event.sources : []));
    expect(noted).toContainEqual({ ...from, state: 'read', values });
  });
});

describe('a service that Candor has left', () => {
  it('owes its erasure until its address holds again; no other is asked for it', async () => {
    const { telemetry, audit, service, clock, fail, kinds } = await started();
    const left = service!.at;
    await fail('one');
    service!.at = 'https://telemetry.fabrikam.com/';
    telemetry.eraseErrors();
    await clock.advance(HOUR);
    expect(service!.withdrawals).toEqual([]);
    expect(audit.erasures().map(({ by }) => by)).toEqual([left]);

    service!.at = left;
    await fail('two');
    expect(service!.withdrawals).toEqual(['f'.repeat(64)]);
    expect(audit.erasures()).toEqual([]);
    expect(kinds()).toContain('withdrawalConfirmed');
  });

  it('and the one it went to both owe theirs, where both were sent error reports', async () => {
    const { telemetry, audit, service, clock, fail, kinds } = await started();
    await fail('one');
    service!.at = 'https://telemetry.fabrikam.com/';
    await fail('two');
    telemetry.eraseErrors();
    await clock.advance(HOUR);
    expect(kinds()).toContain('withdrawalConfirmed');
    expect(audit.erasures().map(({ by }) => by)).toEqual(['https://telemetry.contoso.com/']);
  });
});

describe('a receipt', () => {
  it('signed by a stranger leaves the record waiting, and is named once', async () => {
    const stranger = createSigningKey('stranger');
    const service = createFakeService(({ lines }) =>
      answered(200, { receipts: lines.map((line) => receiptFor(line, stranger)), rejected: [] }),
    );
    const { clock, outboxes, kinds, warnings } = await started({ service });
    await clock.advance(HOUR);
    expect(outboxes.census.counts()).toMatchObject({ waiting: 1, sent: 0 });
    // Each category by itself asks less and less often.
    const posts = Map.groupBy(service.posts, ({ records }) => records[0]?.category);
    expect(posts.size).toBeGreaterThan(0);
    for (const ofOne of posts.values()) expect(ofOne.length).toBeLessThan(30);
    expect(kinds().filter((kind) => kind === 'receiptRefused')).toHaveLength(posts.size);
    expect(kinds()).not.toContain('sent');
    expect(warnings).toContainEqual({ kind: 'receiptRefused', category: 'census' });
  });

  it('by a key that the service presents anew is believed, and the change is named', async () => {
    const service = createFakeService();
    const { fail, outboxes, kinds, warnings } = await started({ service });
    const next = createSigningKey('next');
    service.answerKeys = () => answered(200, next.jwks);
    service.answer = ({ lines }) =>
      answered(200, { receipts: lines.map((line) => receiptFor(line, next)), rejected: [] });
    await fail('under the new key');
    expect(outboxes.error.counts()).toMatchObject({ waiting: 0, sent: 1 });
    expect(kinds()).toContain('keyChanged');
    expect(warnings).toContainEqual({ kind: 'serviceKeyChanged' });
  });

  it('is waited for without posting anything where no key is known and none can be had', async () => {
    const service = createFakeService();
    const { answerKeys } = service;
    service.answerKeys = () => ({ kind: 'failed', problem: 'ECONNREFUSED' });
    const { clock, outboxes, warnings } = await started({ service });
    await clock.advance(HOUR);
    expect(service.posts).toEqual([]);
    expect(outboxes.census.counts()).toMatchObject({ waiting: 1, sent: 0 });
    expect(warnings).toEqual([]);
    service.answerKeys = answerKeys;
    await clock.advance(HOUR);
    expect(outboxes.census.counts()).toMatchObject({ waiting: 0, sent: 1 });
    expect(service.posts.filter(({ records }) => records[0]?.category === 'census')).toHaveLength(
      1,
    );
  });

  it('by a key that can’t be had is not asked for by posting the same record again', async () => {
    const service = createFakeService();
    const { fail, clock, outboxes } = await started({ service });
    const next = createSigningKey('next');
    service.answer = ({ lines }) =>
      answered(200, { receipts: lines.map((line) => receiptFor(line, next)), rejected: [] });
    service.answerKeys = () => answered(403);
    await fail('under a key that is kept back');
    const posted = () => service.posts.filter(({ records }) => records[0]?.category === 'error');
    expect(posted()).toHaveLength(1);
    expect(outboxes.error.counts()).toMatchObject({ waiting: 1, sent: 0 });
    service.answerKeys = () => answered(200, next.jwks);
    await clock.advance(HOUR);
    expect(posted()).toHaveLength(2);
    expect(outboxes.error.counts()).toMatchObject({ waiting: 0, sent: 1 });
  });
});

describe('the list of records', () => {
  it('is filtered, the newest first, and shows one with its history', async () => {
    const { audit, outboxes, clock, fail } = await started();
    await fail('needle in it');
    outboxes.error.append([entryOf('late', { at: clock.now() })], []);
    const { total, rows } = audit.page({ ...open, category: 'error' }, 0, 1);
    expect([total, rows.length, rows[0]?.state]).toEqual([2, 1, 'waiting']);
    const [found] = audit.page({ ...open, text: 'NEEDLE' }, 0, 10).rows;
    const detail = audit.find(found!.id);
    expect(detail).toMatchObject({ state: 'sent', tries: 1, signed: true });
    expect(digestOf(Buffer.from(detail!.line).toString())).toBe(detail!.receipt!.digest);
    audit.clearHistory();
    expect(audit.page({ ...open, state: 'sent' }, 0, 10).total).toBe(0);
    expect(audit.find(found!.id)).toBeUndefined();
  });
});

describe('the ledger on disk', () => {
  const overwrite = (file: string) => {
    writeFileSync(file, 'no database at all '.repeat(500));
  };
  const forge = (file: string) => {
    const database = new DatabaseSync(file);
    database.exec('DROP TRIGGER never_changed');
    const forged = `replace(entry, '"census":true', '"census":false')`;
    expect(database.prepare(`UPDATE ledger SET entry = ${forged}`).run().changes).not.toBe(0);
    database.close();
  };

  it.each([
    ['is no database', overwrite],
    ['has a broken chain', forge],
  ])('can’t be changed, and begins anew by saying so where it %s', async (_, damage) => {
    const folder = temporaryFolder();
    const first = await started({ folder });
    first.telemetry.stop();
    first.ledgerFile.close();
    const database = new DatabaseSync(join(folder, 'ledger.db'));
    expect(() => {
      database.exec('DELETE FROM ledger');
    }).toThrow('append-only');
    database.close();
    damage(join(folder, 'ledger.db'));
    const { audit } = await started({ folder });
    const [began] = audit.exportData().ledger;
    expect(began?.event.kind === 'began' && began.event.replaces).toContain(
      'ledger.db.unreadable-',
    );
    expect(audit.ledger(10).brokenAt).toBeNull();
  });

  it('knows each choice and policy once, however often Candor starts', async () => {
    const folder = temporaryFolder();
    for (let times = 0; times < 2; times += 1) {
      const { telemetry, ledgerFile, kinds } = await started({ folder });
      expect(kinds().filter((kind) => kind === 'choice' || kind === 'policy')).toEqual([
        'choice',
        'policy',
      ]);
      telemetry.stop();
      ledgerFile.close();
    }
    const { telemetry, audit } = await started({ folder });
    telemetry.applyPolicy(refusal);
    const last = audit.exportData().ledger.findLast(({ event }) => event.kind === 'policy');
    expect(last?.event).toMatchObject({ decisions: { census: true, usage: false, error: false } });
  });
});
