import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Identity } from '../../core/ports/identity.ts';
import { requireReadable } from '../files/oddFile.ts';
import { openStore } from '../files/openStore.ts';

const key = z.string().regex(/^[0-9a-f]{64}$/);

const identitySchema = z.object({
  deviceId: z.uuid(),
  withdrawalKey: key,
  /** The services that were sent something under this key. */
  sentTo: z.array(z.string()).default([]),
  /** Those that a service has not confirmed yet, oldest first. */
  withdrawals: z
    .array(z.object({ key, askedAt: z.iso.datetime(), by: z.string().optional() }))
    .default([]),
});
type Stored = z.infer<typeof identitySchema>;

const newKey = () => randomBytes(32).toString('hex');

/** The keys that can still be read in a damaged file, since without them nobody could have anything erased. */
function rescueKeys(
  aside: string,
  now: number,
  onKeyLost: (file: string) => void,
): Pick<Stored, 'withdrawalKey' | 'withdrawals'> {
  const text = readFileSync(aside, 'utf8');
  const keysOf = (pattern: RegExp) =>
    [...text.matchAll(pattern)].flatMap(([, found]) => found ?? []);
  const askedAt = new Date(now).toISOString();
  const [rescued] = keysOf(/"withdrawalKey"\s*:\s*"([0-9a-f]{64})"/g);
  if (rescued === undefined) onKeyLost(aside);
  return {
    withdrawalKey: rescued ?? newKey(),
    withdrawals: [...new Set(keysOf(/"key"\s*:\s*"([0-9a-f]{64})"/g))].map((found) => ({
      key: found,
      askedAt,
    })),
  };
}

/**
 * The device's random ID, and the key with which its error records can be erased, in `identity.json`. Throws if the
 * file exists and can't be read.
 */
export function openIdentity(
  folder: string,
  now: number,
  told: {
    /** It was damaged, and is kept under this name. */
    readonly onSetAside: (file: string) => void;
    /** It was damaged so badly that not even the key could be recovered; it is kept under this name. */
    readonly onKeyLost: (file: string) => void;
  },
): Identity {
  const name = 'identity';
  const file = join(folder, `${name}.json`);
  // Without its key, nobody could have erased what was sent under it: it is not replaced.
  requireReadable(file);
  const { store, setAside: aside } = openStore(folder, name, identitySchema, now);
  if (aside !== undefined) told.onSetAside(aside);
  const known = identitySchema.safeParse(store.store);
  let identity: Stored = known.data ?? {
    deviceId: randomUUID(),
    sentTo: [],
    ...(aside === undefined
      ? { withdrawalKey: newKey(), withdrawals: [] }
      : rescueKeys(aside, now, told.onKeyLost)),
  };
  try {
    if (!known.success) store.set(identity);
  } catch {
    // A full disk: this session uses an identity that is not stored, and its records find no room either.
  }

  const change = (next: Stored) => {
    store.set(next);
    identity = next;
  };

  return {
    deviceId: identity.deviceId,
    withdrawalKey: () => identity.withdrawalKey,
    sendsTo(address) {
      if (identity.sentTo.includes(address)) return;
      change({ ...identity, sentTo: [...identity.sentTo, address] });
    },
    withdrawals: () => identity.withdrawals,
    withdraw(askedAt, here) {
      const asked = { key: identity.withdrawalKey, askedAt };
      const owing = identity.sentTo.length > 0 ? identity.sentTo : [here];
      const erasures = owing.map((by) => ({ ...asked, ...(by !== undefined && { by }) }));
      const withdrawals = [...identity.withdrawals, ...erasures];
      change({ ...identity, withdrawals, sentTo: [], withdrawalKey: newKey() });
    },
    confirmed({ key: done, by }) {
      const withdrawals = identity.withdrawals.filter((it) => it.key !== done || it.by !== by);
      change({ ...identity, withdrawals });
    },
  };
}
