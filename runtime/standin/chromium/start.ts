import { spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';

export type Running = { readonly child: ChildProcess; readonly endpoint: string };

const startTimeoutMs = 30_000;
const retryTimeoutMs = 10_000;

/**
 * Starts Chromium and waits until its DevTools listens. A Chromium that ends at once has found the last one still
 * ending in the same profile (after a kill, that takes a moment), so it is started again.
 */
export async function startChromium(
  executable: string,
  flags: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<Running> {
  const until = performance.now() + retryTimeoutMs;
  for (;;) {
    const child = spawn(executable, flags, {
      stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
      env,
      detached: true, // Ctrl+C in a terminal must reach the client only, which then quits in order.
    });
    try {
      return { child, endpoint: await endpointOf(child, executable) };
    } catch (error) {
      const yielded = child.exitCode === 0 || child.exitCode === 21; // Chromium's "profile in use".
      if (!yielded || performance.now() > until) throw error;
      await pause(100);
    }
  }
}

/** Chromium prints on its error output where its DevTools listens; the rest of it is noise about D-Bus. */
function endpointOf(child: ChildProcess, executable: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const fail = (why: string): void => {
      clearTimeout(timer);
      child.kill('SIGKILL');
      reject(new Error(`Chromium (${executable}) did not start: ${why}\n${text.slice(-2000)}`));
    };
    const timer = setTimeout(() => {
      fail(`nothing for ${startTimeoutMs / 1000} s`);
    }, startTimeoutMs);
    child.once('error', (error) => {
      fail(error.message);
    });
    child.once('exit', (code, signal) => {
      fail(`it ended with ${code ?? signal ?? ''}`);
    });
    child.stderr?.on('data', (chunk: Buffer) => {
      text = (text + chunk.toString('utf8')).slice(-20_000);
      const found = /DevTools listening on (ws:\/\/\S+)/.exec(text);
      if (found?.[1] === undefined) return;
      clearTimeout(timer);
      resolve(found[1]);
    });
  });
}
