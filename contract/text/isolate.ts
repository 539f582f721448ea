const [LEFT_TO_RIGHT_ISOLATE, FIRST_STRONG_ISOLATE, POP_ISOLATE] = ['\u2066', '\u2068', '\u2069'];
/**
 * Characters that may be written from right to left, or reorder what is next to them; the texts' own languages have
 * none. The blocks are those of Unicode's scripts from right to left (DerivedBidiClass, its `@missing` lines): their
 * punctuation and symbols turn round as their letters do.
 */
const foreign =
  /[^\p{ASCII}\p{Script=Latin}\p{P}\p{S}\p{Zs}]|[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const opens = new Set([LEFT_TO_RIGHT_ISOLATE, '\u2067', FIRST_STRONG_ISOLATE]);

/**
 * Isolates a name or anything else from outside within a text, so that it can't reorder what is around it (UAX #9,
 * isolates). Isolates that it contains itself are closed within it.
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
