import { parse, ParseErrorCode, type ParseError } from 'jsonc-parser';

/** What people most often get wrong in a JSON file, in words that complete “line 3, column 5: …”. */
export const jsonFaults = {
  commaTooMany: 'a comma too many',
  comma: 'a comma is missing',
  colon: 'a colon is missing',
  name: 'a name in double quotes is missing',
  value: 'a value is missing',
  word: 'a word without double quotes',
  openText: 'a text is never closed',
  openObject: 'a } is missing',
  openList: 'a ] is missing',
  number: 'a number that is none',
  letter: 'a character that a text can’t hold',
  more: 'something stands after the end',
} as const;

export type JsonFault = keyof typeof jsonFaults;

const faults: Readonly<Partial<Record<ParseErrorCode, JsonFault>>> = {
  [ParseErrorCode.InvalidSymbol]: 'word',
  [ParseErrorCode.InvalidNumberFormat]: 'number',
  [ParseErrorCode.UnexpectedEndOfNumber]: 'number',
  [ParseErrorCode.PropertyNameExpected]: 'name',
  [ParseErrorCode.ValueExpected]: 'value',
  [ParseErrorCode.ColonExpected]: 'colon',
  [ParseErrorCode.CommaExpected]: 'comma',
  [ParseErrorCode.CloseBraceExpected]: 'openObject',
  [ParseErrorCode.CloseBracketExpected]: 'openList',
  [ParseErrorCode.EndOfFileExpected]: 'more',
  [ParseErrorCode.UnexpectedEndOfString]: 'openText',
  [ParseErrorCode.InvalidUnicode]: 'letter',
  [ParseErrorCode.InvalidEscapeCharacter]: 'letter',
  [ParseErrorCode.InvalidCharacter]: 'letter',
};

export interface PlacedFault {
  readonly fault: JsonFault;
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units. */
  readonly column: number;
}

/** @returns where in the text a comma stands with nothing after it, if that is why something else was expected. */
function commaBefore(text: string, { error, offset }: ParseError): number | undefined {
  if (error !== ParseErrorCode.PropertyNameExpected && error !== ParseErrorCode.ValueExpected)
    return undefined;
  const before = text.slice(0, offset).trimEnd();
  return before.endsWith(',') && /^\s*[}\]]/.test(text.slice(offset))
    ? before.length - 1
    : undefined;
}

/** What is wrong first in a text that is not JSON (RFC 8259), and where; undefined if nothing is. */
export function findJsonFault(text: string): PlacedFault | undefined {
  const errors: ParseError[] = [];
  parse(text, errors, { disallowComments: true });
  const [first] = errors;
  const fault = first && faults[first.error];
  if (!first || !fault) return undefined;
  const comma = commaBefore(text, first);
  const before = text.slice(0, comma ?? first.offset).split(/\r\n|\n|\r/);
  return {
    fault: comma === undefined ? fault : 'commaTooMany',
    line: before.length,
    column: (before.at(-1)?.length ?? 0) + 1,
  };
}
