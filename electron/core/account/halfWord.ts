import { valuesOf, type PolicyReading } from '../../../contract/policy.ts';
import { parseBody, readingOf, type OrganisationPolicy } from './organisationWord.ts';

/** Whether a policy may be half written, and the next answer whole. */
const mayBeHalf = ({ text }: OrganisationPolicy): boolean =>
  text !== null && parseBody(text) === undefined;

/** Tells a policy that may be half written from one that stays as it is: the next moment shows. */
export function createHalves() {
  let before: { readonly word: OrganisationPolicy | undefined } | undefined;
  return {
    follow(word: OrganisationPolicy | undefined, next: OrganisationPolicy): boolean {
      const isHalf = mayBeHalf(next);
      // From the first on: one that changes all the time without ever being whole is a refusal.
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
