import JsSIP from 'jssip';

/** The headers of which the pool takes away or reads the first value. */
const lists = new Set(['via', 'route', 'record-route']);

/** Splits at the commas that are in neither quotes nor brackets; in one pass, whatever the text. */
function split(text: string): string[] {
  const values: string[] = [];
  let [start, quoted, bracketed] = [0, false, false];
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at];
    if (quoted && letter === '\\') at += 1;
    else if (letter === '"') quoted = !quoted;
    else if (!quoted && (letter === '<' || letter === '>')) bracketed = letter === '<';
    else if (letter === ',' && !quoted && !bracketed) {
      values.push(text.slice(start, at));
      start = at + 1;
    }
  }
  return [...values, text.slice(start)].map((value) => value.trim());
}

/** One value for each, also of those that came in one line, separated by commas (RFC 3261, section 7.3.1). */
export function headersOf(
  raw: Readonly<Record<string, readonly { readonly raw: string }[]>>,
): Map<string, readonly string[]> {
  return new Map(
    Object.entries(raw).map(([written, lines]) => {
      const name = written.toLowerCase();
      const values = lines.map((line) => line.raw);
      return [name, lists.has(name) ? values.flatMap(split) : values];
    }),
  );
}

/** The topmost Via's branch; JsSIP itself tells the last one's where several came in one line. */
export function branchOf(vias: readonly string[]): string {
  const parsed = JsSIP.Grammar.parse(vias[0] ?? '', 'Via') as -1 | { readonly branch?: string };
  return parsed === -1 ? '' : (parsed.branch ?? '');
}
