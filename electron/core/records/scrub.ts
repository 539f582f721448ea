import { firstLines } from '../../../contract/wholeLines.ts';
import { patternOf, wordOf } from './literalPattern.ts';
import { createNameScrub } from './scrubNames.ts';
import { scrubIpv6, scrubMailboxes } from './scrubAddresses.ts';

/** What this device knows about its person, to be removed wherever it occurs. */
export interface PersonalTexts {
  readonly home: string;
  readonly account: string;
  readonly host: string;
  /** Candor's own folders, whose paths may identify the person. */
  readonly folders?: readonly string[];
  /** Who is signed in, by the account's user part and the person's name, and the names of their contacts. */
  readonly person?: readonly string[];
}

type Step = (text: string) => string;

/** In characters. A longer text loses its last lines before it is scrubbed, always whole lines. */
export const LONGEST_SCRUBBED = 128 * 1024;

const replacing =
  (pattern: RegExp, instead: string): Step =>
  (text) =>
    text.replace(pattern, instead);

/**
 * In this order: no later step takes apart what an earlier one wrote. Each takes linear time: a pattern with
 * unbounded lookahead begins only where its run of characters begins, and the others have bounded lookahead.
 */
const steps: readonly Step[] = [
  replacing(/(?<![\w-])eyJ[\w-]{5,}\.[\w-]{5,}\.[\w-]*/g, '<token>'),
  replacing(
    /\b((?:proxy-)?authorization|(?:set-)?cookie)(["']?\s{0,8}[:=]\s{0,8})\S[^\r\n]*/gi,
    '$1$2<token>',
  ),
  replacing(/\b(Bearer|Basic|Digest)\s+[^\s"',;]{6,}/gi, '$1 <token>'),
  replacing(
    /(pass(?:word|wd|phrase)|pwd|secret|token|credential|(?:api|access|private)[_-]?key|session[_-]?id)(["']?\s{0,8}[:=]\s{0,8})(?:"[^"\r\n]{1,1024}"|'[^'\r\n]{1,1024}'|[^\s"',;&]+|["'][^\s,;&]+)/gi,
    '$1$2<token>',
  ),
  replacing(/\b(?:sips?|tel|mailto|xmpp):[^\s"'<>()]+/gi, '<address>'),
  replacing(/\b(?!(?:app|file):)[a-z][a-z0-9+.]{1,15}:\/\/[^\s"'<>()]+/gi, '<url>'),
  scrubMailboxes,
  replacing(
    /(\/(?:home|Users|media)\/)(?:[^/\r\n:"'<>()]{1,64}(?=\/)|[^/\s:"'<>()]+)/g,
    '$1<user>',
  ),
  replacing(
    /([A-Z]:[\\/]{1,4}(?:Users|Profiles)[\\/]{1,4})(?:[^\\/\r\n:"'<>()]{1,64}(?=[\\/])|[^\\/\s:"'<>()]+)/gi,
    '$1<user>',
  ),
  replacing(/(?<![\w:\\])\\\\[\w.-]{1,253}\\{1,2}[\w$.-]+(?:\\{1,2}[\w$.-]+)*/g, '<path>'),
  scrubIpv6,
  replacing(
    /(?<![\da-f:-])[\da-f]{2}(?:([:-])[\da-f]{2})(?:\1[\da-f]{2}){4}(?![\da-f:-])/gi,
    '<mac>',
  ),
  replacing(/(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?!\d|\.\d)/g, '<ip>'),
  replacing(/(?<![\w/+-])(?=[\w/+-]*\d)[\w+-][\w/+-]{31,}={0,2}/g, '<token>'),
  replacing(/(?<![\w+-])(?=[\w+-]*\d)[\w+-]{32,}={0,2}/g, '<token>'),
];

/** Names that identify nobody, and the scrubber's own placeholders. */
const placeholders = new Set(
  'user host localhost ip mac url path folder token address cut'.split(' '),
);

/**
 * Creates the scrubber: it removes home folders, accounts, addresses and access keys from a text. It is the second
 * line of defence; the first is to collect no free text where a code would do.
 */
export function createScrub({
  home,
  account,
  host,
  folders = [],
  person = [],
}: PersonalTexts): (text: string) => string {
  const own = folders
    .filter((folder) => folder.length > 1)
    .toSorted((a, b) => b.length - a.length)
    .map((folder) => replacing(patternOf(folder), '<folder>'));
  const atHome = home.length > 1 ? [replacing(patternOf(home), '~')] : [];
  const last: Step[] = [];
  const isTelling = (name: string) => name.length > 1 && !placeholders.has(name.toLowerCase());
  if (isTelling(account)) last.push(replacing(wordOf(account), '<user>'));
  last.push(createNameScrub(person.filter(isTelling), '<user>'));
  const [shortHost = ''] = host.split('.');
  for (const name of new Set([host, shortHost]))
    if (isTelling(name)) last.push(replacing(wordOf(name), '<host>'));
  const all = [...own, ...atHome, ...steps, ...last];
  return (text) =>
    all.reduce((scrubbed, step) => step(scrubbed), firstLines(text, LONGEST_SCRUBBED));
}
