import { z } from 'zod';
import {
  auditExport,
  exportSeal,
  itemDigest,
  type AuditExport,
  type ExportedRecord,
} from './auditExport.ts';
import { categories, type Category } from './datum.ts';
import { receiptMessage } from './envelope.ts';
import {
  atEntry,
  confirmationProblems,
  headProblem,
  keyProblems,
  problem,
  type Proofs,
} from './exportProblems.ts';
import { firstBreak, genesis, sealText } from './ledger.ts';
import { checkSignedHeads, type SignedHeads } from './signedHeads.ts';
import type { LocalizedText } from './text/terminal.ts';

export interface Verdict {
  /** What is wrong, with its position in the file. */
  readonly broken: readonly LocalizedText[];
  /** What the ledger mentions but the file lacks, which retention and erasure explain. */
  readonly missing: readonly LocalizedText[];
  /** Whether it has a seal; exports of earlier versions have none. */
  readonly isSealed: boolean;
  /** How far the service has signed the ledger. */
  readonly signed: SignedHeads;
  /** The service's keys that it names. */
  readonly keys: AuditExport['keys'];
  readonly checked: {
    readonly entries: number;
    readonly records: number;
    readonly receipts: number;
  };
}

const atRecord =
  (index: number, category: Category, what: LocalizedText): LocalizedText =>
  (t) =>
    t('verifyCommand.record', { number: index + 1, category, problem: what(t) });

/** What a record's line says about itself; an earlier version's too, whose fields may differ. */
const ownWords = z.object({ id: z.string(), category: z.string(), surface: z.string() });

function readLine(line: string): z.infer<typeof ownWords> | undefined {
  try {
    return ownWords.parse(JSON.parse(line));
  } catch {
    return undefined; // Anything else is not a record.
  }
}

function recordProblem(
  record: ExportedRecord,
  file: AuditExport,
  { sha256Hex, verify }: Proofs,
): LocalizedText | undefined {
  const { line, digest, receipt, state } = record;
  if (sha256Hex(line) !== digest) return problem('digest');
  const own = readLine(line);
  if (!own) return problem('noRecord');
  for (const what of ['category', 'surface'] as const)
    if (own[what] !== record[what])
      return (t) => t(`verifyCommand.otherThanText.${what}`, { said: own[what] });
  if (state !== 'sent') return undefined;
  if (!receipt) return problem('noReceipt');
  if (receipt.digest !== digest) return problem('otherText');
  if (own.id !== receipt.id) return problem('otherRecord');
  const message = receiptMessage(receipt);
  return file.keys.some(({ x }) => verify(x, message, receipt.signature))
    ? undefined
    : problem('signature');
}

/** Checks the records that count as sent against what the ledger says was sent. */
function compareWithLedger(file: AuditExport, sha256Hex: Proofs['sha256Hex']) {
  const sealed = new Map<string, Category>();
  for (const { event } of file.ledger)
    if (event.kind === 'sent') for (const seal of event.seals) sealed.set(seal, event.category);
  const unknown: LocalizedText[] = [];
  file.records.forEach(({ category, receipt, state }, index) => {
    if (state !== 'sent' || !receipt) return;
    if (!sealed.delete(sha256Hex(sealText(receipt))))
      unknown.push(atRecord(index, category, problem('notInLedger')));
  });
  const missing = categories.flatMap((category) => {
    const count = [...sealed.values()].filter((of) => of === category).length;
    const gone: LocalizedText = (t) => t('verifyCommand.gone', { category, count });
    return count === 0 ? [] : [gone];
  });
  return { unknown, missing };
}

/** The file as it was read, with anything else in it: the seal covers that too. */
interface AsRead {
  readonly records: readonly unknown[];
  readonly ledger: readonly unknown[];
}

function sealOf(json: AsRead, sha256Hex: Proofs['sha256Hex']): string {
  const digests = (items: readonly unknown[]) => items.map((item) => itemDigest(item, sha256Hex));
  const { records, ledger } = json;
  return exportSeal(json, { records: digests(records), ledger: digests(ledger) }, sha256Hex);
}

function sealProblems(
  file: AuditExport,
  json: AsRead,
  sha256Hex: Proofs['sha256Hex'],
): LocalizedText[] {
  if (file.version === 1) return [];
  const { totals, records, ledger } = file;
  const problems: LocalizedText[] = [];
  if (records.length !== totals.records)
    problems.push((t) =>
      t('verifyCommand.recordTotal', { exported: totals.records, here: records.length }),
    );
  if (ledger.length !== totals.entries || (ledger.at(-1)?.hash ?? genesis) !== totals.lastHash)
    problems.push((t) =>
      t('verifyCommand.entryTotal', { exported: totals.entries, here: ledger.length }),
    );
  if (sealOf(json, sha256Hex) !== file.seal) problems.push(problem('seal'));
  return problems;
}

/** The export, reduced to what trusted keys vouch for: those that whoever checks it knows, if any. */
function withTrustedKeys(file: AuditExport, { isServiceKey = () => true }: Proofs): AuditExport {
  return { ...file, keys: file.keys.filter(({ x }) => isServiceKey(x)) };
}

function verdictOn(exported: AuditExport, json: AsRead, proofs: Proofs): Verdict {
  const file = withTrustedKeys(exported, proofs);
  const broken: LocalizedText[] = [];
  const chain = firstBreak(file.ledger, proofs.sha256Hex);
  if (chain) broken.push(atEntry(chain.seq, chain.problem));
  if (file.ledger.length === 0) broken.push(problem('noEntry'));
  file.records.forEach((record, index) => {
    const found = recordProblem(record, file, proofs);
    if (found) broken.push(atRecord(index, record.category, found));
  });
  const { unknown, missing } = compareWithLedger(file, proofs.sha256Hex);
  broken.push(
    ...confirmationProblems(file, proofs.verify),
    ...unknown,
    ...keyProblems(exported, proofs),
    ...sealProblems(file, json, proofs.sha256Hex),
  );
  const signed = checkSignedHeads(
    {
      entries: file.ledger,
      beside: file.version === 3 ? file.signedHead : null,
      unbroken: (chain?.seq ?? file.ledger.length + 1) - 1,
    },
    {
      sha256Hex: proofs.sha256Hex,
      isSigned: (message, signature) =>
        file.keys.some(({ x }) => proofs.verify(x, message, signature)),
    },
  );
  broken.push(...signed.problems.map(headProblem));
  const receipts = file.records.filter(({ receipt }) => receipt).length;
  return {
    broken,
    missing,
    isSealed: file.version !== 1,
    signed,
    keys: exported.keys,
    checked: { entries: file.ledger.length, records: file.records.length, receipts },
  };
}

type Judged =
  { readonly ok: true; readonly value: Verdict } | { readonly ok: false; readonly place: string };

/**
 * Checks an export by itself: chain, digests, signatures, seal, and that nothing is missing without an explanation.
 * @param json the file, parsed as JSON and no further.
 * @returns why it is not an export, if so.
 */
export function verifyExport(json: unknown, proofs: Proofs): Judged {
  const parsed = auditExport.safeParse(json);
  if (parsed.success) return { ok: true, value: verdictOn(parsed.data, json as AsRead, proofs) };
  const [issue] = parsed.error.issues;
  return { ok: false, place: issue?.path.join('.') ?? '' };
}
