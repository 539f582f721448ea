/* eslint-disable redos/no-vulnerable -- it can't read the flag v; each pattern is one class, which can't backtrack */
import type { Parsed } from './envelope.ts';
import { LONGEST_NAME } from './meetingLimits.ts';

/**
 * A visible letter or digit: Unicode counts some fillers among the letters, and the blanks of Egyptian hieroglyphs,
 * U+13441 and U+13442, which no property sets apart.
 */
const visible = /[[\p{L}\p{N}]--[\p{Default_Ignorable_Code_Point}\u{13441}\u{13442}]]/v;
/** Flags such as England's end in characters that are invisible by themselves. */
const flags = /\p{RGI_Emoji_Tag_Sequence}/gv;
/**
 * Joiners, direction marks for the characters next to them, and combining marks, all of which some languages need.
 * The Arabic letter mark is the only direction mark that belongs to a script.
 */
const needed =
  /[\p{Join_Control}\p{M}[\p{Bidi_Control}&&[\p{Pattern_White_Space}\p{Script=Arabic}]]]/gv;
/** Control characters, and those that hide or reorder the characters next to them. */
const invisible = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/v;

/**
 * Whether a person's, an organisation's or a meeting's name is visible: it has a letter or a digit, and nothing that
 * hides or reorders the characters next to it.
 */
export const canBeSeen = (name: string): boolean =>
  visible.test(name) && !invisible.test(name.replace(flags, '').replace(needed, ''));

/**
 * Reads a name as its owner writes it, for the others in a meeting.
 * @returns it without surrounding spaces; or a problem if it is empty, too long, has no letter or digit, or contains
 * invisible characters.
 */
export function parseParticipantName(text: string): Parsed<string> {
  const name = text.normalize('NFC').trim().replace(/\s+/g, ' ');
  if (name === '') return { ok: false, problem: 'the name is empty' };
  if (name.length > LONGEST_NAME)
    return { ok: false, problem: `the name is longer than ${LONGEST_NAME} characters` };
  if (!visible.test(name)) return { ok: false, problem: 'the name has no letter or digit' };
  return canBeSeen(name)
    ? { ok: true, value: name }
    : { ok: false, problem: 'the name has characters that can’t be seen' };
}
