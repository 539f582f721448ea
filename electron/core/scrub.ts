/** What this device knows of its person, to be taken out wherever it occurs. */
export interface PersonalTexts {
  readonly home: string;
  readonly account: string;
  readonly host: string;
  /** Candor's own folders, which may lie where a path tells of the person. */
  readonly folders?: readonly string[];
  /** Who is signed in: the account's user part and the person's name. */
  readonly person?: readonly string[];
}

const longestInput = 32_768;

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const key = String.raw`pass(?:word|wd|phrase)|pwd|secret|token|credential|(?:api|access|private)[_-]?key|session[_-]?id`;
const hex = '[0-9a-f]{1,4}';
const dotted = String.raw`\d{1,3}(?:\.\d{1,3}){3}`;
const compressed = String.raw`(?=[0-9a-f:]{0,38}::)(?=[0-9a-f:]{0,38}[0-9a-f])(?:${hex})?`;
/** Eight groups, or six and an IPv4 address; or fewer around `::`. What follows may be a port. */
const ipv6 = [
  String.raw`(?:${hex}:){7}${hex}`,
  String.raw`(?:${hex}:){6}${dotted}`,
  String.raw`${compressed}(?::(?:${hex})?){1,6}:${dotted}`,
  String.raw`${compressed}(?::(?:${hex})?){2,7}`,
].join('|');

/**
 * In this order: what an earlier pattern wrote no later one takes apart. Each is linear in its input: a
 * pattern that looks far ahead begins only where its run of characters begins, and the others look a fixed
 * distance ahead.
 */
const patterns: readonly (readonly [RegExp, string])[] = [
  [/(?<![\w-])eyJ[\w-]{5,}\.[\w-]{5,}\.[\w-]*/g, '<token>'],
  [/\b((?:proxy-)?authorization|(?:set-)?cookie)(["']?\s*[:=]\s*)[^\r\n]+/gi, '$1$2<token>'],
  [/\b(Bearer|Basic|Digest)\s+[^\s"',;]{6,}/gi, '$1 <token>'],
  [
    new RegExp(
      String.raw`(${key})(["']?\s{0,8}[:=]\s{0,8})(?:"[^"\r\n]{1,1024}"|'[^'\r\n]{1,1024}'|[^\s"',;&]+|["'][^\s,;&]+)`,
      'gi',
    ),
    '$1$2<token>',
  ],
  [/\b(?:sips?|tel|mailto|xmpp):[^\s"'<>()]+/gi, '<address>'],
  [/\b(?!(?:app|file):)[a-z][a-z0-9+.]{1,15}:\/\/[^\s"'<>()]+/gi, '<url>'],
  [
    /[^\s"'<>()/:@]{1,64}(?:@|%40)(?:[\p{L}\p{N}_-]{1,63}(?:\.[\p{L}\p{N}_-]{1,63})*|\[[\da-fA-F:.]{2,45}\])/gu,
    '<address>',
  ],
  [/(\/(?:home|Users|media)\/)(?:[^/\r\n:"'<>()]{1,64}(?=\/)|[^/\s:"'<>()]+)/g, '$1<user>'],
  [
    /([A-Za-z]:[\\/]{1,4}(?:Users|Profiles)[\\/]{1,4})(?:[^\\/\r\n:"'<>()]{1,64}(?=[\\/])|[^\\/\s:"'<>()]+)/gi,
    '$1<user>',
  ],
  [/(?<![\w:\\])\\\\[\w.-]{1,253}\\{1,2}[\w$.-]+(?:\\{1,2}[\w$.-]+)*/g, '<path>'],
  [new RegExp(String.raw`(?<![0-9a-z])(?:${ipv6})(?:%\w{1,16})?(?![0-9a-z])`, 'gi'), '<ip>'],
  [/(?<![\da-f:-])[\da-f]{2}(?:([:-])[\da-f]{2})(?:\1[\da-f]{2}){4}(?![\da-f:-])/gi, '<mac>'],
  [/(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?!\d|\.\d)/g, '<ip>'],
  [/(?<![\w/+-])(?=[\w/+-]*\d)[\w+-][\w/+-]{31,}={0,2}/g, '<token>'],
  [/(?<![\w+-])(?=[\w+-]*\d)[\w+-]{32,}={0,2}/g, '<token>'],
];

/** Names that tell nobody apart, and that the scrubber itself writes. */
const placeholders = new Set('user host localhost ip mac url path folder token address'.split(' '));

/**
 * Makes the scrubber: it takes home folders, accounts, addresses and access keys out of a text.
 * It is the second defence; the first is to collect no free text where a code does.
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
    .map((folder) => [new RegExp(escape(folder), 'gi'), '<folder>'] as const);
  const atHome = home.length > 1 ? [[new RegExp(escape(home), 'gi'), '~'] as const] : [];
  const first = [...own, ...atHome];
  const last: (readonly [RegExp, string])[] = [];
  const word = (text: string) =>
    new RegExp(`(?<![\\p{L}\\p{N}])${escape(text)}(?![\\p{L}\\p{N}])`, 'giu');
  for (const name of [account, ...person])
    if (name.length > 1 && !placeholders.has(name.toLowerCase())) last.push([word(name), '<user>']);
  const [shortHost = ''] = host.split('.');
  for (const name of new Set([host, shortHost]))
    if (name.length > 1 && !placeholders.has(name.toLowerCase())) last.push([word(name), '<host>']);
  const all = [...first, ...patterns, ...last];
  return (text) =>
    all.reduce(
      (scrubbed, [pattern, instead]) => scrubbed.replace(pattern, instead),
      text.slice(0, longestInput),
    );
}
