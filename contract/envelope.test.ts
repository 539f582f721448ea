import { describe, expect, it } from 'vitest';
import {
  parseAnswer,
  parseHeader,
  parseRecord as parseRecordOf,
  receiptMessage,
} from './envelope.ts';
import { candorSchema } from './records.ts';
import { anything, mangle, seeded } from './testing/seeded.testkit.ts';

const parseRecord = (line: string) => parseRecordOf(line, candorSchema);

const id = '01890a5d-ac96-774b-bcce-b302099a8057';
const at = '2026-11-22T10:00:00.000Z';
const owner = 'a'.repeat(64);
const header = { schema: 1, app: { name: 'Candor', version: '0.1.0' }, sentAt: at };
const fields = { fingerprint: '9f86d081884c7d65', occurrences: 2 };
const record = { id, category: 'error', surface: 'desktop', name: 'repeats', at, owner, fields };
const receipt = { id, digest: owner, receivedAt: at, signature: 'c2ln' };
const answer = { receipts: [receipt], rejected: [{ id: null, line: 3, reason: 'not valid JSON' }] };

describe('parseHeader', () => {
  it('reads the header that the client writes', () => {
    expect(parseHeader(JSON.stringify(header))).toEqual({ ok: true, value: header });
  });

  it('takes the version of a preview', () => {
    const preview = { ...header, app: { name: 'Candor', version: '1.20.3-beta.12' } };
    expect(parseHeader(JSON.stringify(preview)).ok).toBe(true);
  });

  it.each([
    ['another schema', { ...header, schema: 2 }],
    ['more than it should hold', { ...header, host: 'laptop' }],
    ['a version that is none', { ...header, app: { name: 'Candor', version: 'latest' } }],
    ['a version that carries more', { ...header, app: { name: 'Candor', version: '0.1.0-amos' } }],
    ['a version of many digits', { ...header, app: { name: 'Candor', version: '0.1.20261122' } }],
    ['an application that is none of ours', { ...header, app: { name: 'amos', version: '0.1.0' } }],
    ['a time that is none', { ...header, sentAt: 'yesterday' }],
  ])('refuses %s', (_what, value) => {
    expect(parseHeader(JSON.stringify(value)).ok).toBe(false);
  });
});

describe('parseRecord', () => {
  it('reads the record that the client writes', () => {
    expect(parseRecord(JSON.stringify(record))).toEqual({ ok: true, value: record });
  });

  it.each([
    ['an unknown name', { name: 'password' }],
    ['a name that every object has', { name: 'constructor' }],
    ['a name of another category', { category: 'usage' }],
    ['an error record without owner', { owner: undefined }],
    ['an unknown surface', { surface: 'web' }],
    ['an id of another version', { id: 'e296d735-4f36-8e18-bc3b-52e1a02a0164' }],
    ['a member too many', { note: 'hello' }],
    ['a field too many', { fields: { ...fields, uptime: 1 } }],
  ])('refuses %s', (_what, change) => {
    expect(parseRecord(JSON.stringify({ ...record, ...change })).ok).toBe(false);
  });

  it('refuses a field named __proto__, which a copy would not show', () => {
    const line = JSON.stringify(record).replace('"fields":{', '"fields":{"__proto__":{"a":1},');
    expect(parseRecord(line)).toEqual({ ok: false, problem: 'repeats has no field "__proto__"' });
  });

  it('refuses census records of the launcher, and an owner on them', () => {
    const census = { ...record, category: 'census', name: 'snapshot' };
    expect(
      parseRecord(JSON.stringify({ ...census, owner: undefined, surface: 'launcher' })),
    ).toEqual({ ok: false, problem: 'surface: the launcher makes no census records' });
    expect(parseRecord(JSON.stringify(census)).ok).toBe(false);
  });
});

describe('parseAnswer', () => {
  it('reads what the service answers', () => {
    expect(parseAnswer(JSON.stringify(answer))).toEqual({ ok: true, value: answer });
  });

  it('shortens a reason that is too long, rather than losing the verdict', () => {
    const rejected = [{ id, line: 2, reason: 'x'.repeat(5000) }];
    const parsed = parseAnswer(JSON.stringify({ receipts: [], rejected }));
    expect(parsed).toMatchObject({ ok: true, value: { rejected: [{ reason: 'x'.repeat(512) }] } });
  });
});

describe('all three parsers', () => {
  it('take 20,000 pieces of garbage without throwing', () => {
    const unit = seeded(2);
    const originals = [header, record, answer].map((value) => JSON.stringify(value));
    for (let round = 0; round < 20_000; round += 1) {
      const text =
        unit() < 0.5
          ? mangle(unit, originals[round % 3]!)
          : JSON.stringify(
              unit() < 0.5 ? anything(unit) : { ...record, [`f${round % 3}`]: anything(unit) },
            );
      for (const parse of [parseHeader, parseRecord, parseAnswer]) {
        const parsed = parse(text);
        if (!parsed.ok) expect(parsed.problem).not.toBe('');
      }
    }
  });
});

describe('receiptMessage', () => {
  it('is the id, the digest and the time, a line each', () => {
    expect(receiptMessage(receipt)).toBe(`${id}\n${owner}\n${at}\n`);
  });
});
