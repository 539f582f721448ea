import type { LocalizedText } from '../../../contract/text/terminal.ts';
import type { Listening } from '../listening/listenOptions.ts';
import type { Outcome } from '../outcome.ts';
import type { Terminal } from '../terminal.ts';
import { certificateFindings } from './certificateFindings.ts';
import { fault, type Finding } from './finding.ts';
import { folderFindings } from './folderFindings.ts';
import { hostFindings, portFindings } from './placeFindings.ts';

/** `check`: what it was asked to look at. */
export interface CheckCommand {
  readonly kind: 'check';
  readonly json: boolean;
  /** The name that clients know the server by, if it was given. */
  readonly host: string | undefined;
  /** The options that the server would be started with, or what is wrong with them. */
  readonly options: Outcome<Listening & { readonly data: string }, LocalizedText>;
}

/** The options of `check` alone. */
export const checkOptions = { json: { type: 'boolean' }, host: { type: 'string' } } as const;

export const checkNames = ['json', 'host'] as const;

/**
 * Finds what is wrong with a server's set-up, and changes nothing.
 * @param ofData looks at what is in the data folder, unless a server uses it.
 */
export async function findFaults(
  { options, host }: Pick<CheckCommand, 'options' | 'host'>,
  ofData: (folder: string) => readonly Finding[],
  now = new Date(),
): Promise<readonly Finding[]> {
  const name = host === undefined ? [] : await hostFindings(host);
  if (!options.ok) return [fault('options', options.problem), ...name];
  const { tls, host: address, port, data } = options.value;
  const folder = folderFindings(data, now);
  const certificate = tls ? await certificateFindings(tls, host, now) : [];
  // Whoever uses the folder has the port, too.
  const place = folder.isInUse ? [] : await portFindings({ host: address, port });
  const within = folder.isInUse ? [] : ofData(data);
  return [...certificate, ...name, ...place, ...folder.findings, ...within];
}

/** Says what was found; the exit status is 1 if there is a fault. */
export function sayFindings(
  found: readonly Finding[],
  { json }: Pick<CheckCommand, 'json'>,
  { say }: Pick<Terminal, 'say'>,
): void {
  if (found.some(({ severity }) => severity === 'fault')) process.exitCode = 1;
  if (json) {
    say((t) => {
      const findings = found.map((one) => ({ ...one, problem: one.problem(t) }));
      return JSON.stringify({ schema: 1, findings }, null, 2);
    });
    return;
  }
  if (found.length === 0) say((t) => t('serverCommand.check.well'));
  for (const { severity, problem } of found)
    say((t) => t(`serverCommand.check.${severity}`, { problem: problem(t) }));
}
