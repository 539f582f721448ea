import { join } from 'node:path';
import Store from 'electron-store';
import { z } from 'zod';
import { saidRetention } from '../../../contract/retention.ts';
import { serviceKey } from '../../../contract/serviceKeys.ts';
import type { KeyFile } from '../../core/ports/telemetryService.ts';
import { setAsideUnlessValid } from '../files/setAsideUnlessValid.ts';

const schema = z.object({
  keys: z.array(serviceKey).default([]),
  // Said anew with every answer, so that the keys are not given up for it.
  retention: saidRetention.optional().catch(undefined),
});

/** The service's public keys and how long it keeps what is sent, in `service-keys.json`. */
export function openKeyFile(
  folder: string,
  now: number,
  onSetAside: (file: string) => void,
): KeyFile {
  const name = 'service-keys';
  const aside = setAsideUnlessValid(join(folder, `${name}.json`), schema, now);
  if (aside !== undefined) onSetAside(aside);
  const store = new Store<Record<string, unknown>>({ cwd: folder, name, configFileMode: 0o600 });
  let { keys, retention } = schema.parse(store.store);
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
  };
}
