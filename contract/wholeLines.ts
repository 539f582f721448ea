/** Stands for lines that were cut; the scrubber knows that it is nobody's name. */
export const CUT = '<cut>';

/**
 * Bounds a text that is still to be scrubbed: its first whole lines. A line that the bound would part is
 * left out, since half of a name or an address is none that anybody knows to take out.
 * @param longest characters of the result, `CUT` included.
 */
export function firstLines(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const end = text.lastIndexOf('\n', longest - CUT.length - 1);
  return text.slice(0, end + 1) + CUT;
}
