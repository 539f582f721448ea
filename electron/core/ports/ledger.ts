import type { LedgerEntry, LedgerKind } from '../../../contract/ledger.ts';
import type { SignedEntry } from '../../../contract/ledgerHead.ts';

/** The ledger on disk, append-only. Throws if the disk refuses. */
export interface LedgerFile {
  append(entry: LedgerEntry): void;
  last(): LedgerEntry | undefined;
  latest(kind: LedgerKind): LedgerEntry | undefined;
  find(seq: number): LedgerEntry | undefined;
  /** Oldest first. */
  all(): readonly LedgerEntry[];
  /** The name under which a damaged ledger was set aside in this session, if one was. */
  setAside(): string | undefined;
}

/** The last head of the ledger that the service signed, on disk; null if it signed none. */
export interface HeadFile {
  read(): SignedEntry | null;
  /** Throws if the disk refuses. */
  write(entry: SignedEntry | null): void;
}
