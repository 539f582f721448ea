/** What this device knows of its person, to be taken out wherever it occurs. */
export interface PersonalTexts {
  readonly home: string;
  readonly account: string;
  readonly host: string;
}

const longestInput = 32_768;

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** In this order: each pattern is linear in its input, and what an earlier one wrote no later one takes apart. */
const patterns: readonly (readonly [RegExp, string])[] = [
  [/\beyJ[\w-]{5,}\.[\w-]{5,}\.[\w-]*/g, '<token>'],
  [/\b(Bearer|Basic|Digest)\s+[^\s"',;]{6,}/gi, '$1 <token>'],
  [
    /\b(password|passwd|pwd|secret|token|api[_-]?key|authorization|cookie)(["']?\s*[:=]\s*)["']?[^\s"',;&]+/gi,
    '$1$2<token>',
  ],
  [/\b(?:sips?|tel|mailto|xmpp):[^\s"'<>()]+/gi, '<address>'],
  [/\b(?:https?|wss?|ftp):\/\/[^\s"'<>()]+/gi, '<url>'],
  [/[^\s"'<>()/:@]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})*/g, '<address>'],
  [/(file:\/\/)?(\/(?:home|Users)\/)[^/\s:"'<>()]+/g, '$1$2<user>'],
  [/([A-Za-z]:[\\/]+Users[\\/]+)[^\\/\s:"'<>()]+/gi, '$1<user>'],
  [/(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w.]*\d)/g, '<ip>'],
  [/(?<![\w:])(?:[0-9a-f]{1,4}:){2,7}(?:[0-9a-f]{1,4}|:)(?![\w:])/gi, '<ip>'],
  [/(?<![\w:])(?:[0-9a-f]{0,4}:){0,6}:(?:[0-9a-f]{1,4}:){0,6}[0-9a-f]{1,4}(?![\w:])/gi, '<ip>'],
  [/(?<![\w/+-])(?=[\w/+-]*\d)[\w/+-]{32,}={0,2}/g, '<token>'],
];

/**
 * Makes the scrubber: it takes home folders, accounts, addresses and access keys out of a text.
 * It is the second defence; the first is to collect no free text where a code does.
 */
export function createScrub({ home, account, host }: PersonalTexts): (text: string) => string {
  const personal: (readonly [RegExp, string])[] = [];
  if (home.length > 1) personal.push([new RegExp(escape(home), 'gi'), '~']);
  const word = (text: string) =>
    new RegExp(`(?<![\\p{L}\\p{N}])${escape(text)}(?![\\p{L}\\p{N}])`, 'giu');
  if (account.length > 1) personal.push([word(account), '<user>']);
  if (host.length > 1 && host !== 'localhost') personal.push([word(host), '<host>']);
  const all = [...personal, ...patterns];
  return (text) =>
    all.reduce(
      (scrubbed, [pattern, instead]) => scrubbed.replace(pattern, instead),
      text.slice(0, longestInput),
    );
}
