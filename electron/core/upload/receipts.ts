import type { Category } from '../../../contract/datum.ts';
import { receiptMessage, type Receipt } from '../../../contract/envelope.ts';
import { sealText } from '../../../contract/ledger.ts';
import type { ServiceProblem } from '../../../contract/serviceProblem.ts';
import { toHex } from '../records/entry.ts';
import type { Ledger } from '../audit/ledger.ts';
import type { Sha256 } from '../ports/crypto.ts';
import type { RequestInProgress } from '../ports/telemetryService.ts';
import type { ServiceKeys } from './serviceKeys.ts';
import type { Warn } from '../telemetry/warnings.ts';

export interface Judged {
  readonly proven: readonly Receipt[];
  /** The invalid ones: for other bytes or records, or with a signature by none of the service's keys. */
  readonly refused: readonly Receipt[];
  /** Why the others could not be verified now. */
  readonly problem?: ServiceProblem;
  /** Milliseconds after which the service wants to be asked again, if it said so. */
  readonly retryAfter?: number | undefined;
}

export interface Receipts {
  /** The keys needed to verify receipts: without them nothing is posted, for it would be posted again and again. */
  readonly keys: Pick<ServiceKeys, 'areAtHand' | 'update' | 'noteRetention' | 'noteLearned'>;
  /** @param onFlight is called with each request, so that it can be aborted. */
  readonly judge: (
    matching: readonly Receipt[],
    strangers: readonly Receipt[],
    onFlight: (flight: RequestInProgress) => void,
  ) => Promise<Judged>;
  /** Records in the ledger what was proved, and reports what was refused. Called before anything counts as sent. */
  readonly note: (category: Category, judged: Judged) => void;
}

/** Accepts a receipt only once its signature is verified. */
export function createReceipts(ports: {
  keys: ServiceKeys;
  ledger: Ledger;
  sha256: Sha256;
  warn: Warn;
}): Receipts {
  const { keys, ledger } = ports;
  const seal = (receipt: Receipt) => toHex(ports.sha256(sealText(receipt)));
  const named = new Set<string>();
  const lastNoted = new Map<Category, string>();

  return {
    keys,
    async judge(matching, strangers, onFlight) {
      const claims = matching.map((receipt) => ({
        message: receiptMessage(receipt),
        signature: receipt.signature,
      }));
      const proof = await keys.prove(claims, onFlight);
      const proven = matching.filter((_, index) => proof.results[index]);
      const unproven = matching.filter((_, index) => !proof.results[index]);
      const { problem, retryAfter } = proof;
      return problem === undefined
        ? { proven, refused: [...strangers, ...unproven] }
        : { proven, refused: strangers, problem, retryAfter };
    },
    note(category, { proven, refused }) {
      const sealed = proven.map(seal);
      // If the disk could not settle them, the same batch comes again.
      if (sealed.length > 0 && lastNoted.get(category) !== sealed.join())
        ledger.note({ kind: 'sent', category, seals: sealed });
      lastNoted.set(category, sealed.join());
      if (refused.length === 0) return;
      ports.warn({ kind: 'receiptRefused', category });
      const seals = refused.map(seal).filter((it) => !named.has(it));
      for (const it of seals) named.add(it);
      // The same invalid receipt, repeated at each try, is reported once.
      if (seals.length === 0) return;
      const problem = 'the receipt does not belong to what was sent, or its signature is wrong';
      ledger.note({ kind: 'receiptRefused', category, problem, seals });
    },
  };
}
