import { valuesOf, type PolicyReading } from '../../../contract/policy.ts';
import { parseBody, readingOf, type OrganisationPolicy } from './organisationWord.ts';

/** Whether a word may be half of one, and the next one whole. */
const mayBeHalf = ({ text }: OrganisationPolicy): boolean =>
  text !== null && parseBody(text) === undefined;

/** Tells a word that may be half of one from one that stays as it is: the next moment tells. */
export function createHalves() {
  let before: { readonly word: OrganisationPolicy | undefined } | undefined;
  return {
    follow(word: OrganisationPolicy | undefined, next: OrganisationPolicy): boolean {
      const isHalf = mayBeHalf(next);
      // From the first on: what changes all the time without ever being whole is a refusal.
      const isBegun = isHalf && !(word && mayBeHalf(word));
      if (isBegun || !isHalf) before = isBegun ? { word } : undefined;
      return isBegun;
    },
    end(): boolean {
      const wasUncertain = before !== undefined;
      before = undefined;
      return wasUncertain;
    },
    reading(word: OrganisationPolicy | undefined): PolicyReading {
      const reading = readingOf(word);
      if (!before || reading.state !== 'unreadable') return reading;
      return { ...reading, state: 'unsettled', values: valuesOf(readingOf(before.word)) };
    },
  };
}
