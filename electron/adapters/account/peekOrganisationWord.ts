import { join } from 'node:path';
import { z } from 'zod';
import type { OrganisationPolicy } from '../../core/account/organisationWord.ts';
import { isNamed, readFileNow } from '../files/oddFile.ts';

/** Stands for every account until a pool answers again. */
export const LOST = 'lost';

const wordSchema = z.object({
  text: z.string().nullable(),
  etag: z.string().optional(),
  pool: z.string(),
  since: z.iso.datetime(),
});
/** What `organisation.json` holds. */
export const organisationWordsSchema = z.object({
  /** By the account's pseudonym, so that the file names no one. */
  words: z.record(z.string(), wordSchema).default({}),
  last: z.string().nullable().default(null),
});

/** Reads the most recent organisation policy in a data folder, without changing anything. */
export function peekOrganisationWord(folder: string, now: number): OrganisationPolicy | undefined {
  const file = join(folder, 'organisation.json');
  try {
    if (!isNamed(file)) return undefined;
    const { words, last } = organisationWordsSchema.parse(JSON.parse(readFileNow(file)));
    const word = words[last ?? ''] ?? words[LOST];
    return word && { ...word, etag: word.etag };
  } catch {
    // An unreadable file may contain a refusal, and counts as one.
    return { text: null, etag: undefined, pool: file, since: new Date(now).toISOString() };
  }
}
