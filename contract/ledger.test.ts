import { describe, expect, it } from 'vitest';
import {
  canonicalJson,
  entryText,
  firstBreak,
  genesis,
  ledgerEntry,
  type LedgerEntry,
} from './ledger.ts';
import { chainOf, sha256Hex as hash } from './testing/chain.testkit.ts';

const chain = (length: number): LedgerEntry[] =>
  chainOf(
    Array.from({ length }, (_, index) => ({
      at: '2026-11-22T10:00:00.000Z',
      event: { kind: 'historyCleared', records: index + 1 },
    })),
  );

describe('the chain', () => {
  it('holds as it was written, also after a journey through JSON', () => {
    const copy = JSON.parse(JSON.stringify(chain(5))) as LedgerEntry[];
    expect(firstBreak(copy, hash)).toBeUndefined();
    expect(firstBreak([], hash)).toBeUndefined();
  });

  it.each([{ kind: 'wrongSignature' } as const, 'its signature is wrong'])(
    'holds when it is read again, a refusal of today and of an earlier Candor in it: %j',
    (problem) => {
      const refused = {
        kind: 'confirmationRefused',
        owner: genesis,
        problem,
        answer: '{}',
      } as const;
      const unhashed = {
        seq: 1,
        at: '2026-11-22T10:00:00.000Z',
        previous: genesis,
        event: refused,
      };
      const written = JSON.stringify({ ...unhashed, hash: hash(entryText(unhashed)) });
      const read = ledgerEntry.parse(JSON.parse(written));
      expect(read.event).toEqual(refused);
      expect(firstBreak([read], hash)).toBeUndefined();
    },
  );

  it('names the entry whose content was changed', () => {
    const entries = chain(5);
    entries[2] = { ...entries[2]!, event: { kind: 'historyCleared', records: 99 } };
    expect(firstBreak(entries, hash)).toEqual({ seq: 3, problem: 'hash' });
  });

  it('names where an entry is missing, at the beginning too', () => {
    expect(firstBreak(chain(5).toSpliced(2, 1), hash)).toEqual({ seq: 3, problem: 'gap' });
    expect(firstBreak(chain(5).slice(1), hash)).toEqual({ seq: 1, problem: 'gap' });
  });

  it('names the entry that follows from another one, however right it is by itself', () => {
    const entries = chain(5);
    const forged = { ...entries[3]!, previous: genesis };
    entries[3] = { ...forged, hash: hash(entryText(forged)) };
    expect(firstBreak(entries, hash)).toEqual({ seq: 4, problem: 'previous' });
  });
});

describe('canonical JSON', () => {
  it('is the same whatever the order of the keys, and leaves nothing undefined', () => {
    expect(canonicalJson({ b: [1, { d: null, c: 'é' }], a: undefined })).toBe(
      '{"b":[1,{"c":"é","d":null}]}',
    );
    expect(canonicalJson({ c: 1, b: 2 })).toBe(canonicalJson({ b: 2, c: 1 }));
  });
});
