import type { LedgerEntry } from './ledger.ts';
import { headMessage, saltedHeadText, type SignedEntry } from './ledgerHead.ts';

/** What contradicts one of the service's signatures. */
export type HeadProblem =
  /** One of these entries has changed since the service signed the last of them. */
  | { readonly kind: 'changed'; readonly from: number; readonly to: number; readonly at: string }
  /** The service signed an entry that is missing. */
  | { readonly kind: 'cut'; readonly seq: number; readonly at: string }
  /**
   * No key of the service made this signature; `seq` is the entry that contains it, undefined if it is in the file
   * beside the ledger.
   */
  | { readonly kind: 'signature'; readonly seq: number | undefined }
  /** The last signature is in the file beside the ledger, and not in the ledger. */
  | { readonly kind: 'removed'; readonly seq: number; readonly at: string }
  /** Candor itself found that its ledger was not the one that the service had signed, and recorded that in it. */
  | { readonly kind: 'noted'; readonly seq: number; readonly signed: number; readonly at: string };

/** Entries that the service signed only long after their own dates; `dated` is that of the first. */
export interface LateSignature {
  readonly from: number;
  readonly to: number;
  readonly dated: string;
  readonly at: string;
}

export interface SignedHeads {
  /** All entries up to this one are as they were when the service signed it, at `at`; 0 if it signed none. */
  readonly through: number;
  readonly at: string | null;
  readonly late: readonly LateSignature[];
  readonly problems: readonly HeadProblem[];
}

/** A device in use sends something every day; three days allow for a weekend and a wrong clock. */
const LATE_MS = 3 * 86_400_000;

interface Claim extends SignedEntry {
  readonly heldBy: number | undefined;
}

const earlier = (one: string, other: string) => Date.parse(one) - Date.parse(other);

/** @param right the valid signatures, by the entry they sign: each covers all entries before it. */
function lateOnes(
  entries: readonly LedgerEntry[],
  right: readonly SignedEntry[],
): readonly LateSignature[] {
  const firstSigned = right.map(({ at }) => at);
  for (let index = right.length - 2; index >= 0; index -= 1) {
    const [mine = '', next = ''] = firstSigned.slice(index, index + 2);
    if (earlier(next, mine) < 0) firstSigned[index] = next;
  }
  let from = 1;
  return right.flatMap(({ seq: to }, index) => {
    const [first, at = ''] = [from, firstSigned[index]];
    const dated = entries[first - 1]?.at ?? '';
    from = Math.max(from, to + 1);
    return first <= to && earlier(at, dated) > LATE_MS ? [{ from: first, to, dated, at }] : [];
  });
}

/** Of the problems that one change causes, the one that says most. */
function withoutEchoes(problems: readonly HeadProblem[]): readonly HeadProblem[] {
  const changed = problems.find(({ kind }) => kind === 'changed');
  const cut = problems.findLast(({ kind }) => kind === 'cut');
  return problems.filter(
    (it) => !['changed', 'cut'].includes(it.kind) || it === changed || it === cut,
  );
}

/**
 * Checks a ledger against the heads that the service signed. A valid signature proves its entry and all before it,
 * since each entry's hash covers the one before.
 * @param ledger `beside` is the last signature, which is kept apart from the ledger; `unbroken` is how many entries,
 * from the first, form a valid chain.
 * @param proofs `isSigned` tells whether one of the service's keys made this signature, in base64, over this message.
 */
export function checkSignedHeads(
  ledger: {
    readonly entries: readonly LedgerEntry[];
    readonly beside: SignedEntry | null;
    readonly unbroken: number;
  },
  proofs: {
    readonly sha256Hex: (text: string) => string;
    readonly isSigned: (message: string, signature: string) => boolean;
  },
): SignedHeads {
  const { entries, beside, unbroken } = ledger;
  const problems: HeadProblem[] = [];
  const right: SignedEntry[] = [];
  const held = entries.flatMap(({ seq, event }): Claim[] =>
    event.kind === 'headSigned' ? [{ ...event, heldBy: seq }] : [],
  );
  const apart: Claim[] =
    beside && !held.some(({ signature }) => signature === beside.signature)
      ? [{ ...beside, heldBy: undefined }]
      : [];
  const claims = [...held, ...apart].sort((a, b) => a.seq - b.seq || earlier(a.at, b.at));
  for (const claim of claims) {
    const { seq, at, hash, heldBy } = claim;
    const head = proofs.sha256Hex(saltedHeadText(claim));
    const entry = entries[seq - 1];
    const from = Math.min((right.at(-1)?.seq ?? 0) + 1, seq);
    if (!proofs.isSigned(headMessage({ head, at }), claim.signature))
      problems.push({ kind: 'signature', seq: heldBy });
    else if (!entry) problems.push({ kind: 'cut', seq, at });
    else if (entry.hash !== hash) problems.push({ kind: 'changed', from, to: seq, at });
    else if (heldBy === undefined) problems.push({ kind: 'removed', seq, at });
    else if (seq <= unbroken) right.push(claim);
  }
  for (const { seq, event } of entries)
    if (event.kind === 'headContradicted')
      problems.push({ kind: 'noted', seq, signed: event.seq, at: event.at });
  const last = right.at(-1);
  return {
    through: last?.seq ?? 0,
    at: last?.at ?? null,
    late: lateOnes(entries, right),
    problems: withoutEchoes(problems),
  };
}
