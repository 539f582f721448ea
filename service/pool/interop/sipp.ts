import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** @returns why SIPp can't be run here; undefined if it can. */
export const whyNoSipp = (): string | undefined =>
  spawnSync('sipp', ['-v']).error ? 'Debian’s sip-tester is not installed' : undefined;

export interface SippRun {
  /** What deviated from the scenario; empty if nothing did. */
  readonly problem: string;
}

/**
 * Plays a scenario from `scenarios/` so many times over UDP on the loopback address.
 * @param own the port it sends from.
 * @param peer the port it sends to.
 * @param keys the values of the scenario's own keywords.
 */
export async function runSipp(
  folder: string,
  run: {
    scenario: string;
    own: number;
    peer: number;
    calls: number;
    keys?: Readonly<Record<string, string>>;
  },
): Promise<SippRun> {
  const { scenario, own, peer, calls, keys = {} } = run;
  const file = fileURLToPath(new URL(`scenarios/${scenario}.xml`, import.meta.url));
  const errors = join(folder, `${scenario}.log`);
  const args = [
    '-sf',
    file,
    '-i',
    '127.0.0.1',
    '-p',
    String(own),
    '-t',
    'u1',
    '-nr',
    '-nostdin',
    '-m',
    String(calls),
    '-r',
    '200',
    '-l',
    '20',
    '-timeout',
    '40',
    '-timeout_error',
    ...Object.entries(keys).flatMap(([key, value]) => ['-key', key, value]),
    '-trace_err',
    '-error_file',
    errors,
    `127.0.0.1:${peer}`,
  ];
  const child = spawn('sipp', args, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(0, 2000);
  });
  const [code] = (await once(child, 'close')) as [number | null];
  if (code === 0) return { problem: '' };
  const told = existsSync(errors) ? readFileSync(errors, 'utf8').slice(0, 2000) : '';
  return { problem: `${scenario} ended with ${String(code)}: ${said}${told}` };
}
