import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

const bin = join(import.meta.dirname, '../../../bin/candor-pool.js');

/**
 * Starts `candor-pool` as a shell does.
 * @param locale as in POSIX; C is English.
 */
export const startCandorPool = (args: readonly string[], locale = 'C') =>
  spawn(process.execPath, [bin, ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, LC_ALL: locale },
  });

/**
 * Runs `candor-pool` until it exits.
 * @param input what is typed into it.
 */
export async function candorPool(args: readonly string[], input = '', locale = 'C') {
  const child = startCandorPool(args, locale);
  child.stdin.end(input);
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number | null]>,
  ]);
  return { code, stdout: stdout.trim(), stderr: stderr.trim() };
}
