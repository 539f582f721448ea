import { createScanner } from 'jsonc-parser';

/**
 * Every key that occurs twice in one object, however it is escaped: JSON lets the last value win.
 * @param json without comments.
 */
export function duplicateKeys(json: string): readonly string[] {
  const scanner = createScanner(json, true);
  const open: Set<string>[] = [];
  const twice: string[] = [];
  let last: string | undefined;
  for (scanner.scan(); scanner.getTokenLength() > 0; scanner.scan()) {
    const first = json[scanner.getTokenOffset()];
    if (first === '{' || first === '[') open.push(new Set());
    if (first === '}' || first === ']') open.pop();
    if (first === ':' && last !== undefined) {
      const keys = open.at(-1);
      if (keys?.has(last)) twice.push(last);
      keys?.add(last);
    }
    last = first === '"' ? scanner.getTokenValue() : undefined;
  }
  return twice;
}
