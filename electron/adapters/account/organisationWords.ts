import { join } from 'node:path';
import Store from 'electron-store';
import { z } from 'zod';
import type { OrganisationPolicyStore } from '../../core/account/organisation.ts';
import type { OrganisationPolicy } from '../../core/account/organisationWord.ts';
import { isNamed, readFileNow } from '../files/oddFile.ts';
import { setAsideUnlessValid } from '../files/setAsideUnlessValid.ts';

/** Stands for every account until a pool speaks again. */
const LOST = 'lost';

const wordSchema = z.object({
  text: z.string().nullable(),
  etag: z.string().optional(),
  pool: z.string(),
  since: z.iso.datetime(),
});
const schema = z.object({
  /** By the account's pseudonym, so that the file names no one. */
  words: z.record(z.string(), wordSchema).default({}),
  last: z.string().nullable().default(null),
});

/** Looks at the last word of all in a data folder, and leaves everything as it is. */
export function peekOrganisationWord(folder: string, now: number): OrganisationPolicy | undefined {
  const file = join(folder, 'organisation.json');
  try {
    if (!isNamed(file)) return undefined;
    const { words, last } = schema.parse(JSON.parse(readFileNow(file)));
    const word = words[last ?? ''] ?? words[LOST];
    return word && { ...word, etag: word.etag };
  } catch {
    // What can't be read, or even looked at, may hold a refusal, and counts as one.
    return { text: null, etag: undefined, pool: file, since: new Date(now).toISOString() };
  }
}

/**
 * Opens the organisations' last words, in `organisation.json`. A file that can't be read may have held a
 * refusal: it is set aside, and counts as one until a pool says otherwise.
 */
export function openOrganisationWords(
  folder: string,
  now: number,
  pseudonymOf: (account: string) => string,
  onSetAside: (file: string) => void,
): OrganisationPolicyStore {
  const name = 'organisation';
  const aside = setAsideUnlessValid(join(folder, `${name}.json`), schema, now);
  const store = new Store<Record<string, unknown>>({ cwd: folder, name, configFileMode: 0o600 });
  const since = new Date(now).toISOString();
  if (aside !== undefined) {
    onSetAside(aside);
    const lost: OrganisationPolicy = { text: null, etag: undefined, pool: aside, since };
    store.set({ words: { [LOST]: lost }, last: LOST });
  }
  const stored = () => schema.parse(store.store);

  return {
    read(account) {
      const { words, last } = stored();
      const found = words[account === undefined ? (last ?? '') : pseudonymOf(account)];
      const word = found ?? words[LOST];
      return word && { ...word, etag: word.etag };
    },
    signedIn(account) {
      const { words, last } = stored();
      const pseudonym = pseudonymOf(account);
      if (words[pseudonym] && last !== pseudonym) store.set({ words, last: pseudonym });
    },
    write(account, word) {
      const pseudonym = pseudonymOf(account);
      const words = { ...stored().words, [pseudonym]: { ...word } };
      // It has now been heard anew.
      Reflect.deleteProperty(words, LOST);
      store.set({ words, last: pseudonym });
    },
  };
}
