import type { LedgerEntry, LedgerKind } from '../../../contract/ledger.ts';
import type { SignedEntry } from '../../../contract/ledgerHead.ts';

/** The ledger on disk: it can be added to, and nothing else. Throws where the disk refuses. */
export interface LedgerFile {
  append(entry: LedgerEntry): void;
  last(): LedgerEntry | undefined;
  latest(kind: LedgerKind): LedgerEntry | undefined;
  find(seq: number): LedgerEntry | undefined;
  /** The oldest first. */
  all(): readonly LedgerEntry[];
  /** Where a damaged ledger was put in this session, if there was one. */
  setAside(): string | undefined;
}

/** The last head of the ledger that the service signed, on disk; null if it signed none. */
export interface HeadFile {
  read(): SignedEntry | null;
  /** Throws where the disk refuses. */
  write(entry: SignedEntry | null): void;
}
