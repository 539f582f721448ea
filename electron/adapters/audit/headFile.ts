import { z } from 'zod';
import { signedEntry } from '../../../contract/ledgerHead.ts';
import type { HeadFile } from '../../core/ports/ledger.ts';
import { openStore } from '../files/openStore.ts';

const schema = z.object({ head: signedEntry.nullable().default(null) });

/**
 * The last head of the ledger that the service signed, in `ledger-head.json`: beside the ledger, so that rewriting
 * only the ledger is noticed.
 */
export function openHeadFile(
  folder: string,
  now: number,
  onSetAside: (file: string) => void,
): HeadFile {
  const { store, setAside } = openStore(folder, 'ledger-head', schema, now);
  if (setAside !== undefined) onSetAside(setAside);
  let { head } = schema.parse(store.store);
  return {
    read: () => head,
    write(next) {
      store.set({ head: next });
      head = next;
    },
  };
}
