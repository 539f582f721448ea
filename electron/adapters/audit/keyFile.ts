import { join } from 'node:path';
import Store from 'electron-store';
import { z } from 'zod';
import { serviceKey } from '../../../contract/serviceKeys.ts';
import type { KeyFile } from '../../core/ports/telemetryService.ts';
import { setAsideUnlessValid } from '../files/setAsideUnlessValid.ts';

const schema = z.object({ keys: z.array(serviceKey).default([]) });

/** The service's public keys, in `service-keys.json`. */
export function openKeyFile(
  folder: string,
  now: number,
  onSetAside: (file: string) => void,
): KeyFile {
  const name = 'service-keys';
  const aside = setAsideUnlessValid(join(folder, `${name}.json`), schema, now);
  if (aside !== undefined) onSetAside(aside);
  const store = new Store<Record<string, unknown>>({ cwd: folder, name, configFileMode: 0o600 });
  let { keys } = schema.parse(store.store);
  return {
    read: () => keys,
    write(next) {
      keys = [...next];
      store.set({ keys });
    },
  };
}
