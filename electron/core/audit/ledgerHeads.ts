import { firstBreak, type LedgerEntry } from '../../../contract/ledger.ts';
import {
  headMessage,
  parseCounterSignature,
  saltedHeadText,
  type SignedEntry,
} from '../../../contract/ledgerHead.ts';
import { checkSignedHeads } from '../../../contract/signedHeads.ts';
import type { LedgerView } from '../../../contract/viewer.ts';
import { toHex } from '../records/entry.ts';
import type { Random, Sha256 } from '../ports/crypto.ts';
import type { HeadFile, LedgerFile } from '../ports/ledger.ts';
import type { Log } from '../ports/system.ts';
import type { PostResult } from '../ports/telemetryService.ts';
import type { ServiceKeys } from '../upload/serviceKeys.ts';
import type { Ledger } from './ledger.ts';

/** The ledger's last entry as one request shows it to the service: only `salted` travels. */
export interface ShownHead extends Pick<SignedEntry, 'seq' | 'hash' | 'salt'> {
  readonly salted: string;
}

export interface LedgerHeads {
  /** The head for one request, with a new salt; undefined while there is no ledger. */
  readonly show: () => ShownHead | undefined;
  /** Records in the ledger what the service signed with its answer, if anything; after the answer's own effects. */
  readonly note: (shown: ShownHead | undefined, result: PostResult) => void;
  /**
   * What the viewer shows of the ledger.
   * @param limit how many entries, newest first.
   */
  readonly view: (limit: number) => LedgerView;
  /** The last head that was signed; null if none was. */
  readonly last: () => SignedEntry | null;
}

const SALT_BYTES = 32;

/** A signature is checked once a session: a ledger can contain thousands. */
function rememberSigned(keys: Pick<ServiceKeys, 'isSigned'>) {
  const known = new Set<string>();
  return (message: string, signature: string): boolean => {
    const claim = `${signature} ${message}`;
    if (!known.has(claim) && !keys.isSigned({ message, signature })) return false;
    known.add(claim);
    return true;
  };
}

function isHeldBy(ledgerFile: LedgerFile, { signature }: SignedEntry): boolean {
  const holds = (entry: LedgerEntry | undefined) =>
    entry?.event.kind === 'headSigned' && entry.event.signature === signature;
  return holds(ledgerFile.latest('headSigned')) || ledgerFile.all().some(holds);
}

/** Reports, once, a ledger that is not the one signed last; one that was set aside has been reported already. */
function compareWithLast({
  ledger,
  ledgerFile,
  file,
}: {
  readonly ledger: Ledger;
  readonly ledgerFile: LedgerFile;
  readonly file: HeadFile;
}): void {
  const last = file.read();
  if (!last) return;
  if (ledgerFile.find(last.seq)?.hash === last.hash && isHeldBy(ledgerFile, last)) return;
  const isNamed =
    ledgerFile.setAside() !== undefined ||
    ledger.note({ kind: 'headContradicted', seq: last.seq, at: last.at });
  if (isNamed) file.write(null);
}

/**
 * Has the service sign the ledger's head with each of its answers, so that rewriting the ledger later contradicts a
 * signature (docs/decisions/0091). The last one is also kept beside the ledger, in a file of its own.
 */
export function createLedgerHeads(ports: {
  ledger: Ledger;
  ledgerFile: LedgerFile;
  file: HeadFile;
  keys: Pick<ServiceKeys, 'isSigned'>;
  random: Random;
  sha256: Sha256;
  log: Log;
}): LedgerHeads {
  const { ledger, ledgerFile, file, keys, log } = ports;
  const sha256Hex = (text: string) => toHex(ports.sha256(text));
  const isSigned = rememberSigned(keys);

  const check = (entries: readonly LedgerEntry[]) => {
    const brokenAt = firstBreak(entries, sha256Hex)?.seq ?? null;
    const unbroken = (brokenAt ?? entries.length + 1) - 1;
    return {
      brokenAt,
      signed: checkSignedHeads({ entries, beside: file.read(), unbroken }, { sha256Hex, isSigned }),
    };
  };

  /** If the disk refuses, only a signature is lost. */
  const attempt = <T>(run: () => T): T | undefined => {
    try {
      return run();
    } catch (error) {
      log.warn(`ledger: the disk refused: ${String(error)}`);
      return undefined;
    }
  };
  const compare = () => {
    compareWithLast(ports);
  };
  attempt(compare);

  return {
    show() {
      const last = attempt(() => ledgerFile.last());
      if (!last) return undefined;
      const { seq, hash } = last;
      const salt = toHex(ports.random.bytes(SALT_BYTES));
      return { seq, hash, salt, salted: sha256Hex(saltedHeadText({ seq, hash, salt })) };
    },
    note(shown, result) {
      const answered = result.kind === 'answered' ? parseCounterSignature(result.body) : undefined;
      if (!shown || !answered) return;
      const { head, at, signature } = answered;
      const isMine = head === shown.salted && isSigned(headMessage({ head, at }), signature);
      if (!isMine) {
        log.warn('ledger: the service’s signature over its head is wrong');
        return;
      }
      const { seq, hash, salt } = shown;
      const entry: SignedEntry = { seq, hash, salt, at, signature };
      attempt(() => {
        compare();
        if (ledger.note({ kind: 'headSigned', ...entry })) file.write(entry);
      });
    },
    view(limit) {
      const entries = ledger.all();
      return {
        entries: entries.slice(-limit).reverse(),
        total: entries.length,
        ...check(entries),
      };
    },
    last: () => file.read(),
  };
}
