/* The telemetry service in a process of its own, which says how much of a processor it has used. */
import { createService } from '../../service/telemetry/service.ts';

export type ServerSays =
  | { readonly type: 'started'; readonly url: string }
  | { readonly type: 'used'; readonly micros: number };

// All comes from one address.
const limits = {
  requestsPerMinute: Number.MAX_SAFE_INTEGER,
  answeredWithinMs: Infinity,
  recordBytesPerOwner: Infinity,
  recordBytesPerAddress: Infinity,
  recordBytesPerDay: Infinity,
};

const say = (message: ServerSays): void => {
  process.send?.(message);
};

if (import.meta.main) {
  const [dataFolder = ''] = process.argv.slice(2);
  const { url } = await createService({ dataFolder, port: 0, limits });
  process.on('message', () => {
    say({ type: 'used', micros: process.cpuUsage().user });
  });
  process.on('disconnect', () => process.exit());
  say({ type: 'started', url });
}
