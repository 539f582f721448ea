import type { Parsed } from './envelope.ts';
import { LONGEST_NAME } from './meetingLimits.ts';

/** Control characters, and those that hide or turn round what stands beside them. */
const unseen = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/u;
/** Joins letters in some languages, and emoji. */
const joiners = /[\u200c\u200d]/g;

/**
 * Reads a name as its owner writes it, for the others in a meeting.
 * @returns it without spaces around it; or a problem where it is empty, too long, or has characters that can't be seen.
 */
export function parseParticipantName(text: string): Parsed<string> {
  const name = text.normalize('NFC').trim().replace(/\s+/g, ' ');
  if (name === '') return { ok: false, problem: 'the name is empty' };
  if (name.length > LONGEST_NAME)
    return { ok: false, problem: `the name is longer than ${LONGEST_NAME} characters` };
  return unseen.test(name.replace(joiners, ''))
    ? { ok: false, problem: 'the name has characters that can’t be seen' }
    : { ok: true, value: name };
}
