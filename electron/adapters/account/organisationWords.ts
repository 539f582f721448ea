import type { OrganisationPolicyStore } from '../../core/account/organisation.ts';
import type { OrganisationPolicy } from '../../core/account/organisationWord.ts';
import { LOST, organisationWordsSchema as schema } from './peekOrganisationWord.ts';
import { openStore } from '../files/openStore.ts';

/**
 * Opens the last policy of each organisation, in `organisation.json`. An unreadable file may have contained a
 * refusal: it is set aside, and counts as one until a pool answers.
 */
export function openOrganisationWords(
  folder: string,
  now: number,
  pseudonymOf: (account: string) => string,
  onSetAside: (file: string) => void,
): OrganisationPolicyStore {
  const { store, setAside: aside } = openStore(folder, 'organisation', schema, now);
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
      // The pool has now answered anew.
      Reflect.deleteProperty(words, LOST);
      store.set({ words, last: pseudonym });
    },
  };
}
