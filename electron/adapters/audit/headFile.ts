import { join } from 'node:path';
import Store from 'electron-store';
import { z } from 'zod';
import { signedEntry } from '../../../contract/ledgerHead.ts';
import type { HeadFile } from '../../core/ports/ledger.ts';
import { setAsideUnlessValid } from '../files/setAsideUnlessValid.ts';

const schema = z.object({ head: signedEntry.nullable().default(null) });

/** The last head of the ledger that the service signed, in `ledger-head.json`: beside the ledger, so that who rewrites only that is seen. */
export function openHeadFile(
  folder: string,
  now: number,
  onSetAside: (file: string) => void,
): HeadFile {
  const name = 'ledger-head';
  const aside = setAsideUnlessValid(join(folder, `${name}.json`), schema, now);
  if (aside !== undefined) onSetAside(aside);
  const store = new Store<Record<string, unknown>>({ cwd: folder, name, configFileMode: 0o600 });
  let { head } = schema.parse(store.store);
  return {
    read: () => head,
    write(next) {
      store.set({ head: next });
      head = next;
    },
  };
}
