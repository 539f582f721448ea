import type { AuditExport, ExportedRecord } from './auditExport.ts';
import { categories, type Category } from './catalogue.ts';
import { receiptMessage, withdrawalMessage } from './envelope.ts';
import { firstBreak, sealText } from './ledger.ts';

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

function recordProblems(
  record: ExportedRecord,
  file: AuditExport,
  { sha256Hex, verify }: Proofs,
): string[] {
  const { line, digest, receipt, state } = record;
  if (sha256Hex(line) !== digest) return ['its text does not match its digest'];
  if (state !== 'sent') return [];
  if (!receipt) return ['it counts as sent, but has no receipt'];
  if (receipt.digest !== digest) return ['its receipt is for another text'];
  if (!line.includes(`"id":"${receipt.id}"`)) return ['its receipt is for another record'];
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

/** Checks an export by itself: chain, digests, signatures, and that nothing is left out unsaid. */
export function verifyExport(file: AuditExport, proofs: Proofs): Verdict {
  const broken: string[] = [];
  const chain = firstBreak(file.ledger, proofs.sha256Hex);
  if (chain) broken.push(`ledger entry ${chain.seq}: ${breaks[chain.problem]}`);
  if (file.ledger.length === 0) broken.push('the ledger is empty');
  file.records.forEach((record, index) => {
    for (const problem of recordProblems(record, file, proofs))
      broken.push(`record ${index + 1} (${record.category}): ${problem}`);
  });
  for (const { seq, event } of file.ledger) {
    if (event.kind !== 'withdrawalConfirmed') continue;
    const { confirmation } = event;
    const message = withdrawalMessage(confirmation);
    if (!file.keys.some(({ x }) => proofs.verify(x, message, confirmation.signature)))
      broken.push(`ledger entry ${seq}: the confirmation’s signature is by no key in this file`);
  }
  const { unknown, missing } = compareWithLedger(file, proofs.sha256Hex);
  const receipts = file.records.filter(({ receipt }) => receipt).length;
  return {
    broken: [...broken, ...unknown],
    missing,
    checked: { entries: file.ledger.length, records: file.records.length, receipts },
  };
}
