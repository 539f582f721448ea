/** A line of a V8 stack that names a position. */
export interface StackFrame {
  /** The folders, then the file. */
  readonly path: readonly string[];
  /** Line and column, both counted from 1. */
  readonly line: number;
  readonly column: number;
  readonly function: string | null;
  readonly isAsync: boolean;
}

const place = /:(\d{1,7}):(\d{1,7})\)?$/;

/** Reads one line in V8's format, https://v8.dev/docs/stack-trace-api; undefined if it names no position in a file. */
export function readFrame(text: string): StackFrame | undefined {
  const line = text.trim();
  const found = place.exec(line);
  if (!line.startsWith('at ') || !found) return undefined;
  const rest = line.slice('at '.length, found.index);
  const isAsync = rest.startsWith('async ');
  const said = isAsync ? rest.slice('async '.length) : rest;
  const opening = said.indexOf(' (');
  const url = opening === -1 ? said : said.slice(opening + ' ('.length);
  return {
    path: (url.split('?')[0] ?? '').split(/[/\\]/).filter((part) => part !== ''),
    line: Number(found[1]),
    column: Number(found[2]),
    function: opening === -1 ? null : said.slice(0, opening),
    isAsync,
  };
}
