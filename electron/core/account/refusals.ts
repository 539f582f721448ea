import type { PolicyReading } from '../../../contract/policy.ts';
import {
  organisationOf,
  parseBody,
  readingOf,
  type OrganisationPolicy,
} from './organisationWord.ts';

const refuses = (reading: PolicyReading): boolean =>
  reading.state === 'unreadable' ||
  (reading.state === 'read' && reading.values.DisableAutomaticSendTracing === true);

/** The refusals of every organisation of which this process knows: one is lifted by that organisation alone. */
export function createRefusals() {
  const held = new Map<string, OrganisationPolicy>();
  const keyOf = (word: OrganisationPolicy, account = '@'): string =>
    organisationOf(parseBody(word.text))?.name ?? account.split('@')[1] ?? '';
  const known = (word: OrganisationPolicy | undefined, account?: string) => {
    if (word && refuses(readingOf(word))) held.set(keyOf(word, account), word);
  };
  return {
    /** A word that was kept: it can refuse, and lift nothing. */
    known,
    /** A word that the pool said just now. */
    heard(word: OrganisationPolicy, account: string) {
      held.delete(keyOf(word, account));
      // A kept word that could not be read, of which nobody knows whose it was, holds until a pool speaks again.
      held.delete('');
      known(word, account);
    },
    /** @param word the one in force, which speaks for itself. */
    reading(word: OrganisationPolicy | undefined): PolicyReading {
      if (refuses(readingOf(word))) return readingOf(undefined);
      const [other] = [...held.values()];
      const reading = readingOf(other);
      if (reading.state !== 'read') return reading;
      const { DisableAutomaticSendTracing } = reading.values;
      return { ...reading, values: { DisableAutomaticSendTracing }, unknown: [] };
    },
  };
}
