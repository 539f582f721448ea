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

/** The refusals of every organisation known to this process: only that organisation can lift its own. */
export function createRefusals() {
  const held = new Map<string, OrganisationPolicy>();
  const keyOf = (word: OrganisationPolicy, account = '@'): string =>
    organisationOf(parseBody(word.text))?.name ?? account.split('@')[1] ?? '';
  const known = (word: OrganisationPolicy | undefined, account?: string) => {
    if (word && refuses(readingOf(word))) held.set(keyOf(word, account), word);
  };
  return {
    /** A kept policy: it can refuse, but lifts nothing. */
    known,
    /** A policy that the pool has just sent. */
    heard(word: OrganisationPolicy, account: string) {
      held.delete(keyOf(word, account));
      // A kept policy that could not be read, of an unknown account, holds until a pool answers again.
      held.delete('');
      known(word, account);
    },
    /** @param word the one in force, which is a source of its own. */
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
