import { hash, randomBytes } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { networksOf, type CountedNetwork } from '../../shared/networks.ts';
import { MOST_TOLD_APART } from '../later.ts';
import { dayOf } from './coarse.ts';

/** What those who sent much have sent in a day so far; see {@link createDayCounts}. */
export const dayCountsSchema = `
  CREATE TABLE IF NOT EXISTS day_counts (
    whose TEXT NOT NULL CHECK (whose IN ('all', 'owner', 'network')),
    key TEXT NOT NULL,
    day TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    PRIMARY KEY (whose, key)
  ) STRICT, WITHOUT ROWID;
`;

/** A request's bytes, by owner and in all. */
export interface Weight {
  readonly byOwner: ReadonlyMap<string, number>;
  readonly total: number;
}

export interface DayCounts {
  /**
   * Checks whether another day has begun.
   * @returns the current day.
   */
  readonly turn: () => string;
  readonly ofOwner: (owner: string) => number;
  /** @returns the bytes from that network of the address which sent most for its size, scaled to a single address. */
  readonly ofAddress: (address: string) => number;
  readonly inAll: () => number;
  /** @param forgotten owners whose bytes are no longer counted. */
  readonly change: (
    address: string,
    weight: Weight,
    sign: 1 | -1,
    forgotten?: ReadonlySet<string>,
  ) => void;
  /** @returns whether there was anything of theirs to forget. */
  readonly forgetOwner: (owner: string) => boolean;
  /** Saves the counts of these requests; to be called in the transaction that stores their records. */
  readonly write: (requests: readonly Counted[]) => void;
}

/** Whose counts a request has changed. */
export interface Counted {
  readonly address: string;
  readonly owners: readonly (string | null)[];
}

/**
 * Bytes by network or owner; beyond the most that are told apart, newcomers have no count: neither their own, nor one
 * shared with strangers.
 */
function createCounts() {
  const counts = new Map<string, number>();
  return {
    of: (key: string): number => counts.get(key) ?? 0,
    add: (key: string, bytes: number): void => {
      if (!counts.has(key) && counts.size >= MOST_TOLD_APART) return;
      const next = (counts.get(key) ?? 0) + bytes;
      if (next > 0) counts.set(key, next);
      else counts.delete(key);
    },
    /** @returns what was counted for this key. */
    forget: (key: string): number => {
      const bytes = counts.get(key) ?? 0;
      counts.delete(key);
      return bytes;
    },
    clear: () => {
      counts.clear();
    },
  };
}

/** Networks by kind, so that many of one kind don't push out any of another. */
function createNetworkCounts() {
  const byKind = new Map<CountedNetwork['kind'], ReturnType<typeof createCounts>>();
  const ofKind = (kind: CountedNetwork['kind']) => {
    const counts = byKind.get(kind) ?? createCounts();
    byKind.set(kind, counts);
    return counts;
  };
  return {
    of: ({ kind, network }: CountedNetwork): number => ofKind(kind).of(network),
    add: ({ kind, network }: CountedNetwork, bytes: number): void => {
      ofKind(kind).add(network, bytes);
    },
    clear: () => {
      byKind.clear();
    },
  };
}

/**
 * One of 65,536 shares of all networks, so that it identifies none; a secret of the day decides which network has
 * which.
 */
const shareOf = (network: string, salt: string): string =>
  String(hash('sha256', `${salt} ${network}`, 'buffer').readUInt16LE());

/** Reads and writes the counts of one day. */
function createFile(db: DatabaseSync) {
  const read = db.prepare('SELECT whose, key, bytes FROM day_counts WHERE day = ?');
  const write = db.prepare('INSERT OR REPLACE INTO day_counts VALUES (?, ?, ?, ?)');
  // Of several networks in one share, the one that sent most counts.
  const raise = db.prepare(
    `INSERT INTO day_counts VALUES ('network', ?, ?, ?) ON CONFLICT DO UPDATE
       SET bytes = iif(day = excluded.day, max(bytes, excluded.bytes), excluded.bytes), day = excluded.day`,
  );
  const forget = db.prepare('DELETE FROM day_counts WHERE day <> ?');
  let lastDay = '';
  return {
    read(day: string) {
      const rows = read.all(day).map(({ whose, key, bytes }) => ({
        whose: String(whose),
        key: String(key),
        bytes: Number(bytes),
      }));
      const of = (kind: string) => rows.filter(({ whose }) => whose === kind);
      const byKey = (kind: string) => new Map(of(kind).map(({ key, bytes }) => [key, bytes]));
      const [all] = of('all');
      return {
        total: all?.bytes ?? 0,
        salt: all?.key,
        owners: byKey('owner'),
        shares: byKey('network'),
      };
    },
    writeAll(day: string, salt: string, bytes: number): void {
      if (day !== lastDay) forget.run(day);
      lastDay = day;
      write.run('all', salt, day, bytes);
    },
    writeOwner: (day: string, owner: string, bytes: number) =>
      void write.run('owner', owner, day, bytes),
    writeShare: (day: string, share: string, bytes: number) => void raise.run(share, day, bytes),
  };
}

/** The share of a quota below which no count is written, so that nothing is stored about ordinary senders. */
const WRITTEN_SHARE = 1 / 16;

/**
 * Counts a day's bytes in memory, since adding up the records takes minutes; and writes counts that are a good part of
 * a quota to the database, so that a restart gives nobody their quota anew (docs/decisions/0087).
 */
export function createDayCounts(
  db: DatabaseSync,
  limits: { readonly perOwner: number; readonly perAddress: number },
  clock: () => Date,
): DayCounts {
  const file = createFile(db);
  const [owners, networks] = [createCounts(), createNetworkCounts()];
  /** The counts from before the restart. */
  let shares: ReadonlyMap<string, number> = new Map();
  let [today, total, salt] = ['', 0, ''];

  const begin = (day: string): void => {
    const kept = file.read(day);
    owners.clear();
    networks.clear();
    for (const [owner, bytes] of kept.owners) owners.add(owner, bytes);
    [today, total, shares] = [day, kept.total, kept.shares];
    salt = kept.salt ?? randomBytes(16).toString('hex');
  };
  const turn = (): string => {
    const now = dayOf(clock().toISOString());
    if (now !== today) begin(now);
    return today;
  };
  const ofNetwork = (counted: CountedNetwork): number =>
    networks.of(counted) + (shares.get(shareOf(counted.network, salt)) ?? 0);

  const writeOwners = (requests: readonly Counted[]): void => {
    for (const owner of new Set(requests.flatMap((request) => request.owners)))
      if (owner !== null && owners.of(owner) >= limits.perOwner * WRITTEN_SHARE)
        file.writeOwner(today, owner, owners.of(owner));
  };
  const writeNetworks = (requests: readonly Counted[]): void => {
    const counted = requests.flatMap(({ address }) => networksOf(address));
    const byName = new Map(counted.map((one) => [one.network, one]));
    for (const one of byName.values())
      if (ofNetwork(one) >= one.times * limits.perAddress * WRITTEN_SHARE)
        file.writeShare(today, shareOf(one.network, salt), ofNetwork(one));
  };

  return {
    turn,
    ofOwner: owners.of,
    ofAddress: (address) =>
      Math.max(...networksOf(address).map((one) => ofNetwork(one) / one.times)),
    inAll: () => total,
    change(address, { byOwner, total: bytes }, sign, forgotten = new Set()) {
      let counted = bytes;
      for (const [owner, ofOwner] of byOwner)
        if (forgotten.has(owner)) counted -= ofOwner;
        else owners.add(owner, sign * ofOwner);
      for (const network of networksOf(address)) networks.add(network, sign * bytes);
      total = Math.max(0, total + sign * counted);
    },
    forgetOwner(owner) {
      const bytes = owners.forget(owner);
      total = Math.max(0, total - bytes);
      return bytes > 0;
    },
    write(requests) {
      turn();
      file.writeAll(today, salt, total);
      writeOwners(requests);
      writeNetworks(requests);
    },
  };
}
