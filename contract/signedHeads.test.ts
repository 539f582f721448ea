import { generateKeyPairSync, sign, verify } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { receiptMessage, withdrawalMessage } from './envelope.ts';
import { genesis, type LedgerEntry, type LedgerEvent } from './ledger.ts';
import {
  headMessage,
  parseCounterSignature,
  saltedHeadText,
  type SignedEntry,
} from './ledgerHead.ts';
import { checkSignedHeads } from './signedHeads.ts';
import { chainOf, sha256Hex } from './testing/chain.testkit.ts';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const isSigned = (message: string, signature: string) =>
  verify(null, Buffer.from(message), publicKey, Buffer.from(signature, 'base64'));

const DAY = 86_400_000;
const at = (day: number) =>
  new Date(Date.parse('2026-11-01T10:00:00.000Z') + day * DAY).toISOString();

/** A chain of these events, one a day from the first day on. */
const chainBy = (all: readonly LedgerEvent[]) =>
  chainOf(all.map((event, index) => ({ at: at(index), event })));

const events = (entries: readonly LedgerEntry[]) => entries.map(({ event }) => event);
const cleared = (records: number): LedgerEvent => ({ kind: 'historyCleared', records });

let salts = 0;
function signHead(entries: readonly LedgerEntry[], day = entries.length): SignedEntry {
  const { seq, hash } = entries.at(-1)!;
  const salt = sha256Hex(String((salts += 1)));
  const head = sha256Hex(saltedHeadText({ seq, hash, salt }));
  const signature = sign(null, Buffer.from(headMessage({ head, at: at(day) })), privateKey);
  return { seq, hash, salt, at: at(day), signature: signature.toString('base64') };
}

/** Signs the chain as it stands, which becomes an entry of its own. */
const signedOn = (entries: readonly LedgerEntry[]): LedgerEntry[] =>
  chainBy([...events(entries), { kind: 'headSigned', ...signHead(entries) }]);

/** A ledger of pairs of entries, each but the last signed. */
function ledgerOf(pairs: number): LedgerEntry[] {
  let entries = chainBy([cleared(0)]);
  for (let pair = 1; pair < pairs; pair += 1)
    entries = signedOn(chainBy([...events(entries), cleared(pair)]));
  return entries;
}

const check = (entries: readonly LedgerEntry[], beside: SignedEntry | null = null) =>
  checkSignedHeads({ entries, beside, unbroken: entries.length }, { sha256Hex, isSigned });

describe('what the service signed', () => {
  it('holds as it was written, but for what came after the last signature', () => {
    const entries = ledgerOf(4);
    expect(check(entries)).toMatchObject({ through: 6, problems: [], late: [] });
    expect(check(chainBy([...events(entries), cleared(9)]))).toMatchObject({ through: 6 });
    expect(check(ledgerOf(1))).toEqual({ through: 0, at: null, late: [], problems: [] });
  });

  it('is contradicted by whatever is changed before it, though the whole chain is hashed anew', () => {
    const entries = ledgerOf(5);
    const { through } = check(entries);
    fc.assert(
      fc.property(
        fc.nat({ max: through - 1 }),
        fc.constantFrom('change', 'leave out', 'add', 'swap'),
        (index, deed) => {
          const own = events(entries);
          if (deed === 'change') own[index] = cleared(99);
          if (deed === 'leave out') own.splice(index, 1);
          if (deed === 'add') own.splice(index, 0, cleared(98));
          if (deed === 'swap') own.splice(index, 2, own[index + 1]!, own[index]!);
          const { problems, through: left } = check(chainBy(own));
          expect(problems.length).toBeGreaterThan(0);
          expect(left).toBeLessThanOrEqual(index);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('names the entries of which one was changed', () => {
    const own = events(ledgerOf(4));
    own[3] = cleared(99);
    expect(check(chainBy(own)).problems).toEqual([{ kind: 'changed', from: 3, to: 4, at: at(4) }]);
  });

  it('is missed where only the ledger lost it: its end, the signature, or all signatures', () => {
    const entries = ledgerOf(4);
    const last = entries.findLast(({ event }) => event.kind === 'headSigned')!.event;
    const beside = last as SignedEntry & typeof last;
    expect(check(entries, beside).problems).toEqual([]);
    expect(check(entries.slice(0, 4), beside).problems).toEqual([
      { kind: 'cut', seq: 6, at: beside.at },
    ]);
    expect(check(entries.slice(0, 6), beside).problems).toEqual([
      { kind: 'removed', seq: 6, at: beside.at },
    ]);
    const bare = chainBy(events(entries).filter(({ kind }) => kind !== 'headSigned'));
    expect(check(bare, beside).problems).toEqual([{ kind: 'cut', seq: 6, at: beside.at }]);
    // Removing that too leaves a ledger that nobody signed, which is reported.
    expect(check(bare)).toMatchObject({ through: 0, problems: [] });
  });

  it('is by the service’s key alone', () => {
    const entries = ledgerOf(3);
    const checked = checkSignedHeads(
      { entries, beside: null, unbroken: entries.length },
      { sha256Hex, isSigned: () => false },
    );
    expect(checked).toMatchObject({ through: 0, at: null });
    expect(checked.problems).toContainEqual({ kind: 'signature', seq: 3 });
  });

  it('long after an entry’s own date proves that date no more than that', () => {
    let entries = chainBy([cleared(0)]);
    for (let seq = 2; seq <= 9; seq += 1) entries = chainBy([...events(entries), cleared(seq)]);
    const { late, through } = check(signedOn(entries));
    expect(through).toBe(9);
    expect(late).toEqual([{ from: 1, to: 9, dated: at(0), at: at(9) }]);
  });

  it('proves nothing behind a place where the chain is broken', () => {
    const entries = ledgerOf(4);
    const checked = checkSignedHeads(
      { entries, beside: null, unbroken: 4 },
      { sha256Hex, isSigned },
    );
    expect(checked.through).toBe(4);
  });
});

describe('a signature over a head', () => {
  it('passes for no receipt and no confirmation, whatever its sender made up', () => {
    const hex = fc.stringMatching(/^[0-9a-f]{64}$/);
    const day = fc.integer({ min: 0, max: 400 }).map(at);
    fc.assert(
      fc.property(fc.record({ head: hex, at: day }), hex, fc.string(), (unsigned, digest, id) => {
        const message = headMessage(unsigned);
        // A receipt's digest is compared with that of the record, 64 digits; its id and time can be any text.
        for (const receivedAt of [unsigned.head, unsigned.at, id])
          for (const name of ['ledger head', `ledger head\n${unsigned.at}`, id])
            for (const of of [digest, unsigned.head])
              expect(receiptMessage({ id: name, digest: of, receivedAt })).not.toBe(message);
        const confirmation = { owner: digest, erased: 1, at: unsigned.at };
        expect(withdrawalMessage(confirmation)).not.toBe(message);
      }),
    );
  });

  it('is read beside whatever else is answered, and is none in an answer without it', () => {
    const ledgerHead = { head: genesis, at: at(0), signature: 'c2ln' };
    expect(parseCounterSignature(JSON.stringify({ receipts: [], ledgerHead }))).toEqual(ledgerHead);
    for (const none of ['{}', '[]', 'null', 'no JSON', '{"ledgerHead":{"head":"x"}}'])
      expect(parseCounterSignature(none)).toBeUndefined();
  });
});
