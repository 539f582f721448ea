import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seeded } from '../../contract/testing/seeded.testkit.ts';
import type { ServerKind, ServerSays } from './server.ts';
import { createFaults, type Target } from './target.ts';

const ATTACKERS = 6;
const HEALTH_EVERY_MS = 250;
const PATIENCE_MS = 10_000;

/** An attacker: tries the next input, and says what the server did that it must not do. */
export type Attacker = (unit: () => number) => Promise<readonly string[]>;

/** Takes the server's next message of a type. */
async function hear<T extends ServerSays['type']>(server: ChildProcess, type: T) {
  for (;;) {
    const [message] = (await once(server, 'message')) as [ServerSays];
    if (message.type === type) return message as Extract<ServerSays, { type: T }>;
  }
}

/** Asks again and again whether the server is well, as whoever watches it would. */
function watchHealth(url: string, addFault: (fault: string) => void): () => void {
  const timer = setInterval(() => {
    fetch(new URL('/healthz', url), { signal: AbortSignal.timeout(PATIENCE_MS) }).then(
      ({ status }) => {
        if (status !== 200) addFault(`/healthz answered ${String(status)}`);
      },
      (error: unknown) => {
        addFault(`/healthz: ${String(error)}`);
      },
    );
  }, HEALTH_EVERY_MS);
  return () => {
    clearInterval(timer);
  };
}

/**
 * A target that is a server in a process of its own, under the limits that it has by default.
 * @param connections whether there may be as many as by default, or few.
 */
export function attackServer(
  name: string,
  kind: ServerKind,
  createAttacker: (url: string) => Promise<Attacker>,
  connections: 'usual' | 'few' = 'usual',
): Target {
  return {
    name,
    async attack(forMs, seed) {
      const folder = mkdtempSync(join(tmpdir(), 'candor-campaign-'));
      const server = fork(join(import.meta.dirname, 'server.ts'), [
        kind,
        join(folder, 'data'),
        connections,
      ]);
      const faults = createFaults();
      server.on('exit', (code, signal) => {
        faults.add(`the server ended with ${String(code ?? signal)}`);
      });
      const { url } = await hear(server, 'started');
      const stopWatching = watchHealth(url, faults.add);
      const until = performance.now() + forMs;
      let inputs = 0;
      const attackers = Array.from({ length: ATTACKERS }, async (_, index) => {
        const unit = seeded(seed + index);
        const attack = await createAttacker(url);
        while (performance.now() < until && server.exitCode === null) {
          // No answer, or none in time, is what an attack is after.
          const found = await attack(unit).catch((error: unknown) => [String(error)]);
          for (const fault of found) faults.add(fault);
          inputs += 1;
        }
      });
      await Promise.all(attackers);
      stopWatching();
      let largestStallMs = Infinity;
      if (server.exitCode === null) {
        server.send('stall');
        largestStallMs = (await hear(server, 'stall')).largestMs;
        server.removeAllListeners('exit');
        const gone = once(server, 'exit');
        server.kill('SIGKILL');
        await gone;
      }
      rmSync(folder, { recursive: true, force: true });
      return { inputs, largestStallMs, faults: faults.list };
    },
  };
}

/** An address of its own for each input, as a trusted proxy would tell it, so that no limit by address ends the attack. */
export const strangerHeaders = (unit: () => number): Readonly<Record<string, string>> => ({
  'x-forwarded-for': `198.${String(18 + Math.floor(unit() * 2))}.${String(Math.floor(unit() * 256))}.${String(Math.floor(unit() * 256))}`,
});
