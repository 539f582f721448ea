import type { Parsed } from '../../contract/envelope.ts';
import { isAppLink } from '../../contract/meetingLink.ts';
import { parsePoolUrl, parseServiceUrl, type PoolAddress } from '../core/consent/serverAddress.ts';

/** What is wrong with the command line or the environment: a text's key and its parameters. */
export type StartupProblem =
  | {
      readonly text: 'badUrl';
      readonly values: { readonly variable: string; readonly value: string };
    }
  | {
      readonly text: 'badSwitch';
      readonly values: { readonly name: string; readonly placeholder: string };
    };

export interface CommandLine {
  /** Each can only refuse, so that another file never lifts a refusal. */
  readonly policyFiles: readonly string[];
  /** undefined if no service is configured. */
  readonly telemetryUrl: URL | undefined;
  /** undefined if no pool is configured. */
  readonly pool: PoolAddress | undefined;
  /** The link with which the system started Candor, unparsed; undefined if there was none. */
  readonly link: string | undefined;
}

export type ParsedCommandLine =
  | { readonly ok: true; readonly value: CommandLine }
  | { readonly ok: false; readonly problem: StartupProblem };

const TELEMETRY_URL = 'CANDOR_TELEMETRY_URL';
const POOL_URL = 'CANDOR_POOL_URL';
const POLICY_FILE = '--policy-file';

type Bad = { readonly ok: false; readonly problem: StartupProblem };

/** Reads one address from the environment; an empty variable counts as unset. */
function readUrl<T>(
  variable: string,
  value: string | undefined,
  parse: (text: string) => Parsed<T>,
): { readonly ok: true; readonly value: T | undefined } | Bad {
  if (!value) return { ok: true, value: undefined };
  const url = parse(value);
  return url.ok ? url : { ok: false, problem: { text: 'badUrl', values: { variable, value } } };
}

/** The arguments before a link: what follows one may come from whoever wrote it, and is not a switch. */
export function beforeLink(args: readonly string[]): readonly string[] {
  const at = args.findIndex(isAppLink);
  return at < 0 ? args : args.slice(0, at);
}

/** The link among the arguments of a start, unparsed. */
export const linkAmong = (args: readonly string[]): string | undefined => args.find(isAppLink);

/** Reads Candor's own arguments; Electron's and Chromium's may be among them. */
export function parseCommandLine(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): ParsedCommandLine {
  const mine = beforeLink(args).filter(
    (arg) => arg === POLICY_FILE || arg.startsWith(`${POLICY_FILE}=`),
  );
  const policyFiles = mine.map((arg) => arg.slice(POLICY_FILE.length + 1));
  if (policyFiles.includes(''))
    return {
      ok: false,
      problem: { text: 'badSwitch', values: { name: POLICY_FILE, placeholder: 'FILE' } },
    };
  const telemetryUrl = readUrl(TELEMETRY_URL, environment[TELEMETRY_URL], parseServiceUrl);
  if (!telemetryUrl.ok) return telemetryUrl;
  const pool = readUrl(POOL_URL, environment[POOL_URL], parsePoolUrl);
  if (!pool.ok) return pool;
  const link = linkAmong(args);
  return {
    ok: true,
    value: { policyFiles, telemetryUrl: telemetryUrl.value, pool: pool.value, link },
  };
}
