import type { DatabaseSync } from 'node:sqlite';
import type { LocalizedText } from '../../../contract/text/terminal.ts';
import { isWithin } from '../../shared/backup/makeBackup.ts';
import type { DataFolder } from '../../shared/dataFolder.ts';
import { CannotStart, codeOf, type Log } from '../../shared/outcome.ts';
import type { RetentionLimits } from '../limits.ts';
import { withdrawalDays } from '../store/erase.ts';
import { erasuresFile, openJournal, type JournalFile, type NoteErasure } from './journal.ts';

/** Records what is erased; see docs/decisions/0118. */
export interface Erasures {
  readonly note: NoteErasure;
}

const DAY_MS = 86_400_000;

/** Longer than any row is kept: what was erased before that is in no row that a back-up could bring back. */
export const relevantSince = ({ recordDays, errorDays }: RetentionLimits, now: Date): string =>
  new Date(now.getTime() - Math.max(recordDays, errorDays, withdrawalDays) * DAY_MS).toISOString();

/** A full disk must not stop reading and erasing; any other fault of a file is for whoever configured it to mend. */
function openOrSay(path: string, since: string, log: Log): JournalFile {
  try {
    const journal = openJournal(path, since);
    try {
      journal.tidy();
    } catch (error) {
      if (codeOf(error) !== 'ENOSPC') throw error;
      log((t) => t('serviceCommand.backup.unjournaled', { path, code: 'ENOSPC' }));
    }
    return journal;
  } catch (error) {
    const why = codeOf(error);
    throw new CannotStart((t) => t('serviceCommand.backup.noJournal', { path, why }));
  }
}

const withdrawn = `SELECT owner, at, erased FROM kept.withdrawals WHERE erased > 0 AND at >= ? ORDER BY at`;

/**
 * Opens the journal of erasures in the data folder, and its copy outside if one is configured; what an earlier stop or
 * a full disk left out is added. Throws {@link CannotStart} if one of them can't be opened.
 */
export function openErasures(
  folder: DataFolder,
  ports: {
    readonly db: DatabaseSync;
    /** ISO 8601; earlier entries are deleted. */
    readonly since: string;
    readonly outside: string | undefined;
    readonly log: Log;
  },
): Erasures {
  const { db, since, outside, log } = ports;
  if (outside !== undefined && isWithin(folder.path, outside))
    throw new CannotStart((t) => t('serviceCommand.backup.journalInside', { path: outside }));
  const inside = openOrSay(folder.file(erasuresFile), since, log);
  const copy = outside === undefined ? undefined : openOrSay(outside, since, log);
  const attempt = (path: string, write: () => void): boolean => {
    try {
      write();
      return true;
    } catch (error) {
      const said: LocalizedText = (t) =>
        t('serviceCommand.backup.unjournaled', { path, code: codeOf(error) });
      log(said);
      return false;
    }
  };
  const add = (lines: readonly string[]): boolean => {
    const isKept = attempt(folder.file(erasuresFile), () => {
      inside.add(lines);
    });
    if (copy && outside !== undefined)
      attempt(outside, () => {
        copy.add([...inside.lines()]);
      });
    return isKept;
  };
  add(
    db
      .prepare(withdrawn)
      .all(since)
      .map(({ owner, at, erased }) => JSON.stringify({ kind: 'withdrawal', at, owner, erased })),
  );
  return { note: (entry) => add([JSON.stringify(entry)]) };
}
