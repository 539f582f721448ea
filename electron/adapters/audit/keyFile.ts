import { z } from 'zod';
import { saidRetention } from '../../../contract/retention.ts';
import { serviceKey } from '../../../contract/serviceKeys.ts';
import type { KeyFile } from '../../core/ports/telemetryService.ts';
import { openStore } from '../files/openStore.ts';

const schema = z.object({
  keys: z.array(serviceKey).default([]),
  // Sent with every answer, so that a malformed one does not invalidate the keys.
  retention: saidRetention.optional().catch(undefined),
  learnedBy: z.string().max(2048).nullable().default(null).catch(null),
});

/** The service's public keys and how long it keeps what is sent, and whether it tells what it learned, in `service-keys.json`. */
export function openKeyFile(
  folder: string,
  now: number,
  onSetAside: (file: string) => void,
): KeyFile {
  const { store, setAside } = openStore(folder, 'service-keys', schema, now);
  if (setAside !== undefined) onSetAside(setAside);
  let { keys, retention, learnedBy } = schema.parse(store.store);
  return {
    read: () => keys,
    write(next) {
      keys = [...next];
      store.set({ keys });
    },
    retention: () => retention,
    writeRetention(said) {
      retention = said;
      store.set({ retention: said });
    },
    learnedBy: () => learnedBy,
    writeLearnedBy(by) {
      learnedBy = by;
      store.set({ learnedBy: by });
    },
  };
}
