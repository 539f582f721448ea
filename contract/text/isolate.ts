const [LEFT_TO_RIGHT_ISOLATE, FIRST_STRONG_ISOLATE, POP_ISOLATE] = ['\u2066', '\u2068', '\u2069'];
/** What may be written from right to left, or turns round what stands beside it: nothing of the languages of the texts. */
const foreign = /[^\p{ASCII}\p{Script=Latin}\p{P}\p{S}\p{Zs}]/u;
const opens = new Set([LEFT_TO_RIGHT_ISOLATE, '\u2067', FIRST_STRONG_ISOLATE]);

/**
 * Sets apart, within a text, a name or anything else that came from outside, so that it can't reorder what stands
 * around it (UAX #9, isolates). What isolates of its own it has are kept within it.
 */
export function isolate(value: string): string {
  if (!foreign.test(value)) return value;
  let depth = 0;
  let inner = '';
  for (const letter of value) {
    if (letter === POP_ISOLATE && depth === 0) continue;
    if (opens.has(letter)) depth += 1;
    if (letter === POP_ISOLATE) depth -= 1;
    inner += letter;
  }
  return FIRST_STRONG_ISOLATE + inner + POP_ISOLATE.repeat(depth + 1);
}

/** A SIP address as one text that is read from left to right, in whatever script its user is written. */
export const isolateAddress = (address: string): string => {
  if (!foreign.test(address)) return address;
  const parts = address.split('@').map(isolate);
  return LEFT_TO_RIGHT_ISOLATE + parts.join('@') + POP_ISOLATE;
};
