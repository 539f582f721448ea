import { meetingIdPattern } from './meetingLimits.ts';
import { isPolicyAddress } from './policyAddress.ts';

/** What a link to a meeting contains: which meeting, at which pool, and nothing else. */
export interface MeetingLink {
  /** The pool's address by https, or by http on this device; without a trailing slash. */
  readonly pool: string;
  readonly meeting: string;
}

/** Why a text is not a link to a meeting; each has its own words in the texts. */
export const linkProblems = [
  'empty',
  'tooLong',
  'characters',
  'scheme',
  'action',
  'credentials',
  'fragment',
  'parameters',
  'pool',
  'meeting',
] as const;
export type LinkProblem = (typeof linkProblems)[number];

export type ReadLink =
  | { readonly ok: true; readonly value: MeetingLink }
  | { readonly ok: false; readonly problem: LinkProblem };

export const LONGEST_LINK = 1024;

/** The characters that RFC 3986 allows in an address, but for the quote, which a shell interprets. */
const addressCharacters = /^[\w\-.~:/?#[\]@!$&()*+,;=%]+$/;
/** The page that runs the meeting in a browser is the join page's neighbour, and people copy its address too. */
const pageShape = /^(https?:\/\/[^/]*(?:\/[^?]*?)?)\/join\/([^/?]*)(?:\/browser)?$/i;
const poolShape = /^(https?):\/\/([^/:[\]]+|\[[\da-f:.]+\])(?::(\d+))?((?:\/[\w.~-]+)*)\/?$/i;
const numericHost = /^(?:.*\.)?\d+$/;
const ipv4 = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/;
const defaultPorts: Readonly<Record<string, string>> = { http: '80', https: '443' };

const no = (problem: LinkProblem): ReadLink => ({ ok: false, problem });

/** A pool's address in its canonical form; undefined if it is not valid. */
function canonicalPool(text: string): string | undefined {
  const [, scheme = '', host = '', port, path = ''] = poolShape.exec(text) ?? [];
  const isDotted = /\/\.{1,2}(\/|$)/.test(path);
  if (!isPolicyAddress(text, ['https', 'http']) || scheme === '' || isDotted) return undefined;
  if (numericHost.test(host) && !ipv4.test(host)) return undefined;
  const [protocol, at] = [scheme.toLowerCase(), Number(port ?? defaultPorts[scheme.toLowerCase()])];
  const place = String(at) === defaultPorts[protocol] ? '' : `:${at}`;
  return `${protocol}://${host.toLowerCase()}${place}${path}`;
}

function linkOf(pool: string, meeting: string): ReadLink {
  if (pool.includes('@')) return no('credentials');
  const canonical = canonicalPool(pool);
  if (canonical === undefined) return no('pool');
  if (!meetingIdPattern.test(meeting)) return no('meeting');
  return { ok: true, value: { pool: canonical, meeting } };
}

/** The name and the value of one parameter; undefined if its escapes are malformed. */
function parameterOf(pair: string): readonly [name: string, value: string] | undefined {
  const [name = '', ...rest] = pair.split('=');
  try {
    return [name, decodeURIComponent(rest.join('='))];
  } catch {
    return undefined; // A `%` without two digits is reported as a malformed parameter.
  }
}

/** `candor:join?pool=…&meeting=…`, each of the two once. */
function readAppLink(text: string): ReadLink {
  const [, query] = /^candor:join(?:\?(.*))?$/i.exec(text) ?? [];
  if (query === undefined) return no(/^candor:join$/i.test(text) ? 'parameters' : 'action');
  const parameters = query.split('&').map(parameterOf);
  const valueOf = (wanted: string) => parameters.find((pair) => pair?.[0] === wanted)?.[1];
  const [pool, meeting] = [valueOf('pool'), valueOf('meeting')];
  if (parameters.length !== 2 || pool === undefined || meeting === undefined)
    return no('parameters');
  return linkOf(pool, meeting);
}

/** The join page's address, as people send it to one another. */
function readPageLink(text: string): ReadLink {
  if (text.includes('?')) return no('parameters');
  const [, pool, meeting] = pageShape.exec(text) ?? [];
  if (text.includes('@')) return no('credentials');
  if (pool === undefined || meeting === undefined) return no('action');
  return linkOf(pool, meeting);
}

/**
 * Reads a link to a meeting: `candor:join?pool=…&meeting=…`, or the join page's own address. Its author may be
 * hostile: anything else is refused, and never repaired.
 */
export function readMeetingLink(text: string): ReadLink {
  if (text === '') return no('empty');
  if (text.length > LONGEST_LINK) return no('tooLong');
  if (!addressCharacters.test(text)) return no('characters');
  const scheme = /^[a-z][\w+.-]*:/i.exec(text)?.[0].toLowerCase();
  const isPage = scheme === 'https:' || scheme === 'http:';
  if (scheme !== 'candor:' && !isPage) return no('scheme');
  if (text.includes('#')) return no('fragment');
  return isPage ? readPageLink(text) : readAppLink(text);
}

/** The address of a meeting's join page. */
export const joinPageOf = ({ pool, meeting }: MeetingLink): string => `${pool}/join/${meeting}`;

/** Whether a command-line argument is meant as a link, even if it is malformed. */
export const isAppLink = (argument: string): boolean => /^candor:/i.test(argument);
