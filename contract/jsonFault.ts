import { parse, printParseErrorCode, type ParseError } from 'jsonc-parser';

/** The most common mistakes in a JSON file, in words that complete “line 3, column 5: …”. */
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
  comment: 'a comment, which JSON does not have',
} as const;

export type JsonFault = keyof typeof jsonFaults;

/** By the parser's names for them. */
const faults: Readonly<Record<string, JsonFault>> = {
  InvalidSymbol: 'word',
  InvalidNumberFormat: 'number',
  UnexpectedEndOfNumber: 'number',
  PropertyNameExpected: 'name',
  ValueExpected: 'value',
  ColonExpected: 'colon',
  CommaExpected: 'comma',
  CloseBraceExpected: 'openObject',
  CloseBracketExpected: 'openList',
  EndOfFileExpected: 'more',
  UnexpectedEndOfString: 'openText',
  InvalidCommentToken: 'comment',
  UnexpectedEndOfComment: 'comment',
  InvalidUnicode: 'letter',
  InvalidEscapeCharacter: 'letter',
  InvalidCharacter: 'letter',
};

export interface PlacedFault {
  readonly fault: JsonFault;
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units. */
  readonly column: number;
}

/** @returns the position of a comma with nothing after it, if that is why something else was expected. */
function commaBefore(text: string, { error, offset }: ParseError): number | undefined {
  if (!/^(PropertyName|Value)Expected$/.test(printParseErrorCode(error))) return undefined;
  const before = text.slice(0, offset).trimEnd();
  return before.endsWith(',') && /^\s*[}\]]/.test(text.slice(offset))
    ? before.length - 1
    : undefined;
}

/** @returns the errors, in order; undefined if the text is nested too deeply to parse. */
function errorsIn(text: string): readonly ParseError[] | undefined {
  const errors: ParseError[] = [];
  try {
    parse(text, errors, { disallowComments: true });
    return errors;
  } catch (error) {
    // The parser recurses for each level.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/**
 * The first error in a text that is not JSON (RFC 8259), and its position; undefined if there is none, or it can't be
 * found.
 */
export function findJsonFault(text: string): PlacedFault | undefined {
  const [first] = errorsIn(text) ?? [];
  const fault = first && faults[printParseErrorCode(first.error)];
  if (!first || !fault) return undefined;
  const comma = commaBefore(text, first);
  const before = text.slice(0, comma ?? first.offset).split(/\r\n|\n|\r/);
  return {
    fault: comma === undefined ? fault : 'commaTooMany',
    line: before.length,
    column: (before.at(-1)?.length ?? 0) + 1,
  };
}
