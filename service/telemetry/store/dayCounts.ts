import { hash, randomBytes } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { networksOf, type CountedNetwork } from '../../shared/networks.ts';
import { MOST_TOLD_APART } from '../later.ts';
import { dayOf } from './coarse.ts';

/** What a day has taken so far, of those who sent much of it; see {@link createDayCounts}. */
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
  /** Looks whether another day has begun. @returns which day it is. */
  readonly turn: () => string;
  readonly ofOwner: (owner: string) => number;
  /** @returns what came of the network that has sent most for its size, as if that were one address. */
  readonly ofAddress: (address: string) => number;
  readonly inAll: () => number;
  /** @param forgotten owners whose bytes are counted no more. */
  readonly change: (
    address: string,
    weight: Weight,
    sign: 1 | -1,
    forgotten?: ReadonlySet<string>,
  ) => void;
  /** @returns whether there was something of theirs to forget. */
  readonly forgetOwner: (owner: string) => boolean;
  /** Writes down what is counted of these; to be called in the transaction that stores their records. */
  readonly write: (requests: readonly Counted[]) => void;
}

/** Whose counts a request has changed. */
export interface Counted {
  readonly address: string;
  readonly owners: readonly (string | null)[];
}

/** Bytes by network or owner; those beyond the most that are told apart have no count of their own, nor share one with strangers. */
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
    /** @returns what was counted of it alone. */
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

/** Networks of each kind, so that many of one push out none of another. */
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

/** One of 65,536 shares of all networks, so that it tells of none; which share a network is in, a day's secret decides. */
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

/** Of a quota; who has used less of it leaves no count behind, so that nothing is written of who sends as people do. */
const WRITTEN_SHARE = 1 / 16;

/**
 * Counts a day's bytes in memory, since to read them from records takes minutes; and writes those counts that are a
 * good part of a quota into the database, so that a restart gives nobody their quota anew (docs/decisions/0087).
 */
export function createDayCounts(
  db: DatabaseSync,
  limits: { readonly perOwner: number; readonly perAddress: number },
  clock: () => Date,
): DayCounts {
  const file = createFile(db);
  const [owners, networks] = [createCounts(), createNetworkCounts()];
  /** Of the day before the restart. */
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
