import type { Parsed } from '../contract/envelope.ts';

/** What is wrong with the command line or the environment: a text's key and what to fill into it. */
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
  /** Each can only refuse, so that one more never lifts what another refuses. */
  readonly policyFiles: readonly string[];
  /** Nothing where no service is configured. */
  readonly telemetryUrl: URL | undefined;
}

export type ParsedCommandLine =
  | { readonly ok: true; readonly value: CommandLine }
  | { readonly ok: false; readonly problem: StartupProblem };

const TELEMETRY_URL = 'CANDOR_TELEMETRY_URL';
const POLICY_FILE = '--policy-file';

const isLoopback = (hostname: string): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);

/** An address to talk to: https, or http on this device alone. */
export function parseServiceUrl(text: string): Parsed<URL> {
  const url = URL.parse(text);
  const secret = url?.protocol === 'https:';
  const local = url?.protocol === 'http:' && isLoopback(url.hostname);
  if (!url || !(secret || local)) return { ok: false, problem: 'not https' };
  if (url.username || url.password || url.search || url.hash)
    return { ok: false, problem: 'more than an address' };
  return { ok: true, value: url };
}

/** Reads what Candor itself understands of its arguments; Electron and Chromium have their own among them. */
export function parseCommandLine(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): ParsedCommandLine {
  const mine = args.filter((arg) => arg === POLICY_FILE || arg.startsWith(`${POLICY_FILE}=`));
  const policyFiles = mine.map((arg) => arg.slice(POLICY_FILE.length + 1));
  if (policyFiles.includes(''))
    return {
      ok: false,
      problem: { text: 'badSwitch', values: { name: POLICY_FILE, placeholder: 'FILE' } },
    };
  const value = environment[TELEMETRY_URL];
  if (!value) return { ok: true, value: { policyFiles, telemetryUrl: undefined } };
  const url = parseServiceUrl(value);
  if (!url.ok)
    return { ok: false, problem: { text: 'badUrl', values: { variable: TELEMETRY_URL, value } } };
  return { ok: true, value: { policyFiles, telemetryUrl: url.value } };
}
