/* Runs the telemetry service or the pool, as the campaign's other process, and watches its event loop. */
import { createPool } from '../../service/pool/pool.ts';
import { peopled } from '../../service/pool/testing/startPool.ts';
import { createService } from '../../service/telemetry/service.ts';
import { cpuTimeMs } from './cpuTime.ts';

export type ServerKind = 'service' | 'pool';
export type ServerSays =
  | { readonly type: 'started'; readonly url: string }
  | { readonly type: 'stall'; readonly largestMs: number };

/** So few that idle connections take all of them in seconds; what makes them go again stays as it is. */
const FEW = { connections: 240, connectionsPerAddress: 120 };

const TICK_MS = 2;

const say = (message: ServerSays): void => {
  process.send?.(message);
};

/** The most CPU time between two turns of a timer: what is done between them keeps all else waiting. */
function watchStalls(): { largestMs: () => number } {
  let [largest, before] = [0, cpuTimeMs()];
  setInterval(() => {
    const now = cpuTimeMs();
    largest = Math.max(largest, now - before);
    before = now;
  }, TICK_MS);
  return { largestMs: () => largest };
}

async function start(kind: ServerKind, dataFolder: string, limits: object): Promise<string> {
  const options = { port: 0, dataFolder, limits };
  if (kind === 'service') return (await createService(options)).url;
  const pool = await createPool(options);
  pool.change(peopled);
  return pool.url;
}

if (import.meta.main) {
  const [kind, dataFolder, few] = process.argv.slice(2) as [ServerKind, string, string?];
  const url = await start(kind, dataFolder, few === 'few' ? FEW : {});
  const stalls = watchStalls();
  process.on('message', () => {
    say({ type: 'stall', largestMs: stalls.largestMs() });
  });
  process.on('disconnect', () => process.exit());
  say({ type: 'started', url });
}
