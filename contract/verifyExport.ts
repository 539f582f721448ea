import { z } from 'zod';
import {
  auditExport,
  exportSeal,
  itemDigest,
  type AuditExport,
  type ExportedRecord,
} from './auditExport.ts';
import { categories, type Category } from './catalogue.ts';
import { receiptMessage, withdrawalMessage, type Parsed } from './envelope.ts';
import { firstBreak, genesis, sealText } from './ledger.ts';

export interface Proofs {
  /** SHA-256 of the text's UTF-8, in hex. */
  readonly sha256Hex: (text: string) => string;
  /** @param x the Ed25519 public key, in base64url. @param signature in base64. */
  readonly verify: (x: string, message: string, signature: string) => boolean;
}

export interface Verdict {
  /** What is wrong, each with its place in the file. */
  readonly broken: readonly string[];
  /** What the ledger speaks of and the file does not hold, which retention and erasure explain. */
  readonly missing: readonly string[];
  /** Whether it has a seal; what an earlier Candor exported has none. */
  readonly isSealed: boolean;
  /** The service's keys that it names. */
  readonly keys: AuditExport['keys'];
  readonly checked: {
    readonly entries: number;
    readonly records: number;
    readonly receipts: number;
  };
}

const breaks = {
  gap: 'an entry is missing before it, or entries changed places',
  previous: 'it does not follow from the entry before it',
  hash: 'its content was changed',
} as const;

/** What a record's line says of itself; of an earlier Candor's, too, whose fields may be others. */
const ownWords = z.object({ id: z.string(), category: z.string(), surface: z.string() });

function readLine(line: string): z.infer<typeof ownWords> | undefined {
  try {
    return ownWords.parse(JSON.parse(line));
  } catch {
    return undefined; // Whatever it is instead, it is no record.
  }
}

function recordProblems(
  record: ExportedRecord,
  file: AuditExport,
  { sha256Hex, verify }: Proofs,
): string[] {
  const { line, digest, receipt, state } = record;
  if (sha256Hex(line) !== digest) return ['its text does not match its digest'];
  const own = readLine(line);
  if (!own) return ['its text is no record'];
  for (const what of ['category', 'surface'] as const)
    if (own[what] !== record[what])
      return [`its ${what} is not that of its text, which says ${own[what]}`];
  if (state !== 'sent') return [];
  if (!receipt) return ['it counts as sent, but has no receipt'];
  if (receipt.digest !== digest) return ['its receipt is for another text'];
  if (own.id !== receipt.id) return ['its receipt is for another record'];
  const message = receiptMessage(receipt);
  return file.keys.some(({ x }) => verify(x, message, receipt.signature))
    ? []
    : ['its receipt’s signature is by no key in this file'];
}

/** Holds the records that count as sent against what the ledger says was sent. */
function compareWithLedger(file: AuditExport, sha256Hex: Proofs['sha256Hex']) {
  const sealed = new Map<string, Category>();
  for (const { event } of file.ledger)
    if (event.kind === 'sent') for (const seal of event.seals) sealed.set(seal, event.category);
  const unknown: string[] = [];
  file.records.forEach(({ receipt, state }, index) => {
    if (state !== 'sent' || !receipt) return;
    if (!sealed.delete(sha256Hex(sealText(receipt))))
      unknown.push(`record ${index + 1}: the ledger does not know that it was sent`);
  });
  const missing = categories.flatMap((category) => {
    const count = [...sealed.values()].filter((of) => of === category).length;
    return count === 0
      ? []
      : [`${count} ${category} records that the ledger says were sent are not in this file`];
  });
  return { unknown, missing };
}

/** The keys of the file that the ledger knows by another name. */
function keyProblems({ keys, ledger }: AuditExport): string[] {
  const named = new Map<string, string>();
  for (const { event } of ledger)
    if (event.kind === 'keyPinned' || event.kind === 'keyChanged') named.set(event.x, event.kid);
  return keys.flatMap(({ kid, x }, index) =>
    (named.get(x) ?? kid) === kid
      ? []
      : [`key ${index + 1}: it is named ${kid}, and in the ledger ${named.get(x) ?? ''}`],
  );
}

/** The file as it was read, with whatever else is in it: the seal covers that too. */
interface AsRead {
  readonly records: readonly unknown[];
  readonly ledger: readonly unknown[];
}

function sealOf(json: AsRead, sha256Hex: Proofs['sha256Hex']): string {
  const digests = (items: readonly unknown[]) => items.map((item) => itemDigest(item, sha256Hex));
  const { records, ledger } = json;
  return exportSeal(json, { records: digests(records), ledger: digests(ledger) }, sha256Hex);
}

function sealProblems(file: AuditExport, json: AsRead, sha256Hex: Proofs['sha256Hex']): string[] {
  if (file.version === 1) return [];
  const { totals, records, ledger } = file;
  const problems: string[] = [];
  if (records.length !== totals.records)
    problems.push(`records: ${totals.records} were exported, and ${records.length} are here`);
  if (ledger.length !== totals.entries || (ledger.at(-1)?.hash ?? genesis) !== totals.lastHash)
    problems.push(
      `ledger: ${totals.entries} entries were exported, and ${ledger.length} are here or the last one is another`,
    );
  if (sealOf(json, sha256Hex) !== file.seal)
    problems.push('seal: something in this file was changed after it had been exported');
  return problems;
}

function confirmationProblems({ keys, ledger }: AuditExport, verify: Proofs['verify']): string[] {
  return ledger.flatMap(({ seq, event }) => {
    if (event.kind !== 'withdrawalConfirmed') return [];
    const { confirmation } = event;
    const message = withdrawalMessage(confirmation);
    return keys.some(({ x }) => verify(x, message, confirmation.signature))
      ? []
      : [`ledger entry ${seq}: the confirmation’s signature is by no key in this file`];
  });
}

function verdictOn(file: AuditExport, json: AsRead, proofs: Proofs): Verdict {
  const broken: string[] = [];
  const chain = firstBreak(file.ledger, proofs.sha256Hex);
  if (chain) broken.push(`ledger entry ${chain.seq}: ${breaks[chain.problem]}`);
  if (file.ledger.length === 0) broken.push('the ledger is empty');
  file.records.forEach((record, index) => {
    for (const problem of recordProblems(record, file, proofs))
      broken.push(`record ${index + 1} (${record.category}): ${problem}`);
  });
  const { unknown, missing } = compareWithLedger(file, proofs.sha256Hex);
  broken.push(
    ...confirmationProblems(file, proofs.verify),
    ...unknown,
    ...keyProblems(file),
    ...sealProblems(file, json, proofs.sha256Hex),
  );
  const receipts = file.records.filter(({ receipt }) => receipt).length;
  return {
    broken,
    missing,
    isSealed: file.version === 2,
    keys: file.keys,
    checked: { entries: file.ledger.length, records: file.records.length, receipts },
  };
}

/**
 * Checks an export by itself: chain, digests, signatures, seal, and that nothing is left out unsaid.
 * @param json the file, parsed as JSON and no further. @returns the problem where it is no export at all.
 */
export function verifyExport(json: unknown, proofs: Proofs): Parsed<Verdict> {
  const parsed = auditExport.safeParse(json);
  if (parsed.success) return { ok: true, value: verdictOn(parsed.data, json as AsRead, proofs) };
  const [issue] = parsed.error.issues;
  const place = issue && issue.path.length > 0 ? `${issue.path.join('.')}: ` : '';
  return { ok: false, problem: `${place}${issue?.message ?? ''}` };
}
