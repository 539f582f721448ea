import type { Parsed } from './envelope.ts';

/** One challenge, or one set of credentials (RFC 9110, section 11). */
export interface AuthenticationItem {
  /** In lower case, such as `digest`. */
  readonly scheme: string;
  /** By name in lower case; values without their quotes, and with quoted pairs undone. */
  readonly parameters: ReadonlyMap<string, string>;
}

/** In UTF-16 units. The longest that servers in the field send are below a fourth of it. */
export const LONGEST_AUTHENTICATION_HEADER = 4096;

/** What parts a header's words: blanks, and line breaks, since SIP folds headers (RFC 3261, section 25.1). */
const blanks = ' \t\r\n';
const endsWord = new Set(`${blanks},="`);
/** A bare value may be more than a token: servers leave out the quotes around addresses and base64. */
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

  /** @returns whether this character came next; it is then passed. */
  skip(character: string): boolean {
    const isNext = this.next === character;
    if (isNext) this.#at += 1;
    return isNext;
  }

  /** What stands up to the next blank, comma, quote or `=`. */
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

  /** Passes what can't be read, up to a comma outside quotes. */
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

/** @returns what follows a parameter's `=`; undefined if it is no value, or more than one. */
function readValue(scanner: Scanner): string | undefined {
  scanner.skipBlanks();
  const value = scanner.next === '"' ? scanner.quoted() : scanner.bareValue() || undefined;
  scanner.skipBlanks();
  return scanner.isAtEnd() || scanner.next === ',' ? value : undefined;
}

/** Reads the value of a parameter into the challenge that it belongs to, if there is one. */
function readParameter(scanner: Scanner, name: string, draft: Draft | undefined): void {
  const key = name.toLowerCase();
  const value = readValue(scanner);
  if (value === undefined) scanner.skipItem();
  if (!draft) return;
  // RFC 7616, section 3.3: a parameter that stands twice says nothing.
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
    else scanner.skipItem(); // A token68, as Basic and Bearer have it, says nothing to us.
  }
  return drafts;
}

const toItem = ({ scheme, parameters }: Draft): AuthenticationItem => ({ scheme, parameters });

/**
 * The challenges of a `WWW-Authenticate` or `Proxy-Authenticate` header's value (RFC 9110, section 11.6.1;
 * RFC 3261, section 20.44), in which several may stand. One that can't be read costs itself alone. In time
 * that grows with the text's length; a text that is too long holds none.
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
