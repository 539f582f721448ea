import type { LedgerEntry, LedgerKind } from '../../../contract/ledger.ts';

/** The ledger on disk: it can be added to, and nothing else. Throws where the disk refuses. */
export interface LedgerFile {
  append(entry: LedgerEntry): void;
  last(): LedgerEntry | undefined;
  latest(kind: LedgerKind): LedgerEntry | undefined;
  /** The newest first. */
  newest(limit: number): readonly LedgerEntry[];
  /** The oldest first. */
  all(): readonly LedgerEntry[];
  /** Where a damaged ledger was put in this session, if there was one. */
  setAside(): string | undefined;
}
