/** What stands for lines that were too many; the scrubber takes it for nothing of a person's. */
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
