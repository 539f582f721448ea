import type { Parsed } from './envelope.ts';

/** One challenge, or one set of credentials (RFC 9110, section 11). */
export interface AuthenticationItem {
  /** In lower case, such as `digest`. */
  readonly scheme: string;
  /** By name in lower case; values without their quotes, and with escapes undone. */
  readonly parameters: ReadonlyMap<string, string>;
}

/** In UTF-16 units, over four times the longest that servers in the field send. */
export const LONGEST_AUTHENTICATION_HEADER = 4096;

/** What separates a header's words: blanks, and line breaks, since SIP folds headers (RFC 3261, section 25.1). */
const blanks = ' \t\r\n';
const endsWord = new Set(`${blanks},="`);
/** A bare value may be more than a token: some servers leave out the quotes around addresses and base64. */
const endsBareValue = new Set(`${blanks},"`);

/** Reads the text once, from left to right; it never steps back further than the word just read. */
class Scanner {
  #at = 0;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  isAtEnd(): boolean {
    return this.#at >= this.#text.length;
  }

  get next(): string {
    return this.#text.charAt(this.#at);
  }

  /** @returns whether there were any. */
  skipBlanks(): boolean {
    const start = this.#at;
    while (!this.isAtEnd() && blanks.includes(this.next)) this.#at += 1;
    return this.#at > start;
  }

  /**
   * Skips this character if it comes next.
   * @returns whether it did.
   */
  skip(character: string): boolean {
    const isNext = this.next === character;
    if (isNext) this.#at += 1;
    return isNext;
  }

  /** The text up to the next blank, comma, quote or `=`. */
  word(): string {
    return this.#until(endsWord);
  }

  bareValue(): string {
    return this.#until(endsBareValue);
  }

  /** A quoted string's content; undefined if it does not end. */
  quoted(): string | undefined {
    this.#at += 1;
    let content = '';
    for (; !this.isAtEnd(); this.#at += 1) {
      if (this.skip('"')) return content;
      if (this.next === '\\') this.#at += 1;
      content += this.next;
    }
    return undefined;
  }

  /** Skips an unreadable item, up to a comma outside quotes. */
  skipItem(): void {
    while (!this.isAtEnd() && this.next !== ',')
      if (this.next === '"') this.quoted();
      else this.#at += 1;
  }

  #until(ends: ReadonlySet<string>): string {
    const start = this.#at;
    while (!this.isAtEnd() && !ends.has(this.next)) this.#at += 1;
    return this.#text.slice(start, this.#at);
  }
}

interface Draft {
  readonly scheme: string;
  readonly parameters: Map<string, string>;
  isBroken: boolean;
}

/** @returns the value after a parameter's `=`; undefined if there is none, or more than one. */
function readValue(scanner: Scanner): string | undefined {
  scanner.skipBlanks();
  const value = scanner.next === '"' ? scanner.quoted() : scanner.bareValue() || undefined;
  scanner.skipBlanks();
  return scanner.isAtEnd() || scanner.next === ',' ? value : undefined;
}

/** Reads a parameter's value into the challenge that it belongs to, if there is one. */
function readParameter(scanner: Scanner, name: string, draft: Draft | undefined): void {
  const key = name.toLowerCase();
  const value = readValue(scanner);
  if (value === undefined) scanner.skipItem();
  if (!draft) return;
  // RFC 7616, section 3.3: a parameter that occurs twice is ignored.
  if (value === undefined || key === '' || draft.parameters.has(key)) draft.isBroken = true;
  else draft.parameters.set(key, value);
}

function readItems(text: string): Draft[] {
  const scanner = new Scanner(text);
  const drafts: Draft[] = [];
  while (!scanner.isAtEnd()) {
    scanner.skipBlanks();
    if (scanner.skip(',')) continue;
    const word = scanner.word();
    const hasBlanks = scanner.skipBlanks();
    if (scanner.skip('=')) {
      readParameter(scanner, word, drafts.at(-1));
      continue;
    }
    const draft: Draft = {
      scheme: word.toLowerCase(),
      parameters: new Map(),
      isBroken: word === '',
    };
    drafts.push(draft);
    if (scanner.isAtEnd() || scanner.next === ',') continue;
    const name = hasBlanks ? scanner.word() : '';
    scanner.skipBlanks();
    if (name !== '' && scanner.skip('=')) readParameter(scanner, name, draft);
    else scanner.skipItem(); // A token68, as Basic and Bearer use, is of no use to us.
  }
  return drafts;
}

const toItem = ({ scheme, parameters }: Draft): AuthenticationItem => ({ scheme, parameters });

/**
 * The challenges of a `WWW-Authenticate` or `Proxy-Authenticate` header's value, which may hold several (RFC 9110,
 * section 11.6.1; RFC 3261, section 20.44). One that can't be read is left out. Takes linear time; a text that is too
 * long yields none.
 */
export function parseChallenges(text: string): readonly AuthenticationItem[] {
  if (text.length > LONGEST_AUTHENTICATION_HEADER) return [];
  return readItems(text)
    .filter(({ isBroken }) => !isBroken)
    .map(toItem);
}

/** The credentials of an `Authorization` or `Proxy-Authorization` header's value (RFC 9110, section 11.6.2). */
export function parseCredentials(text: string): Parsed<AuthenticationItem> {
  if (text.length > LONGEST_AUTHENTICATION_HEADER)
    return { ok: false, problem: `it is longer than ${LONGEST_AUTHENTICATION_HEADER} characters` };
  const [draft, ...others] = readItems(text);
  return draft && !draft.isBroken && others.length === 0
    ? { ok: true, value: toItem(draft) }
    : { ok: false, problem: 'it is not one scheme and its parameters' };
}

/** The values of a parameter that lists several, such as `qop`, in lower case. */
export const listed = (value: string): readonly string[] =>
  value.split(',').map((one) => one.trim().toLowerCase());
