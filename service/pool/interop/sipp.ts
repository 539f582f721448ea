import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** @returns why SIPp can't be run here; undefined if it can. */
export const whyNoSipp = (): string | undefined =>
  spawnSync('sipp', ['-v']).error ? 'Debian’s sip-tester is not installed' : undefined;

/**
 * Plays a scenario from `scenarios/` so many times over UDP on the loopback address.
 * @param own the port that it sends from, and listens on; if none is named, SIPp takes one that is free.
 * @param peer the port it sends to.
 * @param keys the values of the scenario's own keywords.
 * @returns what deviated from the scenario; empty if nothing did.
 */
export async function runSipp(
  folder: string,
  run: {
    scenario: string;
    own?: number;
    peer: number;
    calls: number;
    keys?: Readonly<Record<string, string>>;
  },
): Promise<string> {
  const { scenario, own, peer, calls, keys = {} } = run;
  const file = fileURLToPath(new URL(`scenarios/${scenario}.xml`, import.meta.url));
  const errors = join(folder, `${scenario}.log`);
  const args = [
    '-sf',
    file,
    '-i',
    '127.0.0.1',
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
    ...(own === undefined ? [] : ['-p', String(own)]),
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
  if (code === 0) return '';
  const told = existsSync(errors) ? readFileSync(errors, 'utf8').slice(0, 2000) : '';
  return `${scenario} ended with ${String(code)}: ${said}${told}`;
}
