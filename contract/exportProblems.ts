import type { AuditExport } from './auditExport.ts';
import { withdrawalMessage } from './envelope.ts';
import type { HeadProblem } from './signedHeads.ts';
import type { en } from './text/en.ts';
import type { LocalizedText } from './text/terminal.ts';

export interface Proofs {
  /** SHA-256 of the text's UTF-8, in hex. */
  readonly sha256Hex: (text: string) => string;
  /** @param x the Ed25519 public key, in base64url. @param signature in base64. */
  readonly verify: (x: string, message: string, signature: string) => boolean;
  /**
   * Whether this public key, in base64url, is the service's, if whoever checks knows its keys; otherwise the file is
   * believed.
   */
  readonly isServiceKey?: ((x: string) => boolean) | undefined;
}

type Problem = keyof typeof en.verifyCommand.problem;

export const problem =
  (name: Problem): LocalizedText =>
  (t) =>
    t(`verifyCommand.problem.${name}`);

export const atEntry =
  (seq: number, name: Problem): LocalizedText =>
  (t) =>
    t('verifyCommand.entry', { seq, problem: problem(name)(t) });

/** The keys in the file that the ledger knows by another name, and those that are not the service's. */
export function keyProblems(
  { keys, ledger }: AuditExport,
  { isServiceKey = () => true }: Proofs,
): LocalizedText[] {
  const named = new Map<string, string>();
  for (const { event } of ledger)
    if (event.kind === 'keyPinned' || event.kind === 'keyChanged') named.set(event.x, event.kid);
  return keys.flatMap(({ kid, x }, index) => {
    const number = index + 1;
    const known = named.get(x) ?? kid;
    const misnamed: LocalizedText = (t) => t('verifyCommand.keyName', { number, kid, known });
    const stranger: LocalizedText = (t) => t('verifyCommand.keyNotNamed', { number });
    return [...(known === kid ? [] : [misnamed]), ...(isServiceKey(x) ? [] : [stranger])];
  });
}

/** What contradicts a signature over the ledger, in words, with its position. */
export function headProblem(found: HeadProblem): LocalizedText {
  switch (found.kind) {
    case 'changed':
      return (t) =>
        found.from === found.to
          ? t('verifyCommand.head.changedOne', { ...found })
          : t('verifyCommand.head.changed', { ...found });
    case 'cut':
    case 'removed':
      return (t) => t(`verifyCommand.head.${found.kind}`, { ...found });
    case 'noted':
      return (t) => t('verifyCommand.head.noted', { ...found });
    case 'signature': {
      const { seq } = found;
      return seq === undefined ? problem('headBeside') : atEntry(seq, 'head');
    }
  }
}

export function confirmationProblems(
  { keys, ledger }: AuditExport,
  verify: Proofs['verify'],
): LocalizedText[] {
  return ledger.flatMap(({ seq, event }) => {
    if (event.kind !== 'withdrawalConfirmed') return [];
    const { confirmation } = event;
    const message = withdrawalMessage(confirmation);
    return keys.some(({ x }) => verify(x, message, confirmation.signature))
      ? []
      : [atEntry(seq, 'confirmation')];
  });
}
