import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { z } from 'zod';
import { codeOf } from '../../shared/outcome.ts';
import { writeOwnerFile } from '../../shared/ownerFile.ts';

/** Its name in the data folder. */
export const erasuresFile = 'erasures.jsonl';

const entrySchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('withdrawal'),
    at: z.iso.datetime(),
    /** As `Withdrawal` of the records has it: nobody's name. */
    owner: z.string().min(1).max(200),
    erased: z.int().nonnegative(),
  }),
  z.strictObject({
    kind: z.literal('account'),
    at: z.iso.datetime(),
    /** The IDs of the erased rows as stored; neither the account nor its hash. */
    ids: z.array(z.uuid()),
  }),
]);

/** What was erased for good, so that no back-up brings it back. */
export type ErasureEntry = z.infer<typeof entrySchema>;

/** @returns whether it is on disk in the data folder. */
export type NoteErasure = (entry: ErasureEntry) => boolean;

/** @returns undefined for an invalid line, such as one that was cut off. */
function parseLine(line: string): ErasureEntry | undefined {
  try {
    return entrySchema.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
}

/** Reads a journal: one entry per line (https://jsonlines.org). Throws if the file can't be read. */
export function readJournal(path: string): {
  readonly entries: readonly ErasureEntry[];
  /** The number of invalid lines. */
  readonly unread: number;
} {
  const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean);
  const entries = lines.map(parseLine).filter((entry) => entry !== undefined);
  return { entries, unread: lines.length - entries.length };
}

/** A file of entries to which each is added once. */
export interface JournalFile {
  readonly lines: () => ReadonlySet<string>;
  /** Rewrites it without old entries, or creates it. Throws if the disk refuses. */
  readonly tidy: () => void;
  /** Returns once the lines are on disk. Throws if the disk refuses. */
  readonly add: (lines: readonly string[]) => void;
}

function readOrNone(path: string): readonly ErasureEntry[] | undefined {
  try {
    return readJournal(path).entries;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Opens a journal without the entries before a time (ISO 8601). Throws if it can't be read. */
export function openJournal(path: string, since: string): JournalFile {
  const found = readOrNone(path);
  const kept = (found ?? []).filter(({ at }) => at >= since);
  const lines = new Set(kept.map((entry) => JSON.stringify(entry)));
  return {
    lines: () => lines,
    tidy() {
      if (found?.length !== kept.length)
        writeOwnerFile(path, [...lines].map((line) => `${line}\n`).join(''));
    },
    add(more) {
      const added = more.filter((line) => !lines.has(line));
      if (added.length === 0) return;
      const file = openSync(path, 'a', 0o600);
      try {
        // A line that a full disk cut off stays separate.
        writeSync(file, `\n${added.join('\n')}\n`);
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
      for (const line of added) lines.add(line);
    },
  };
}
