import type { DatabaseSync } from 'node:sqlite';
import { networksOf, type CountedNetwork } from '../../shared/networks.ts';
import { MOST_TOLD_APART, UNTIL_TIDIED_SECONDS, untilTomorrow, type Later } from '../later.ts';
import type { Limits } from '../limits.ts';

export interface DumpQuotas {
  /**
   * Reserves room for a dump. Senders may make up owners, so the address that it comes from counts too.
   * @returns a function that gives the room back once the dump is stored or refused; or why there is none.
   */
  readonly reserve: (dump: {
    readonly owner: string;
    readonly address: string;
    readonly bytes: number;
  }) =>
    | { readonly ok: true; readonly letGo: () => void }
    | { readonly ok: false; readonly later: Later };
  /** A dump from this address was stored, or had a slot in vain. */
  readonly took: (address: string, bytes: number) => void;
  /** How many dumps have room reserved and are not stored yet. */
  readonly arriving: () => number;
  readonly kept: () => { readonly dumps: number; readonly bytes: number };
  /** How many dumps had to come later, by whose quota. */
  readonly refused: Readonly<Record<Later['whose'], number>>;
}

interface Used {
  readonly dumps: number;
  readonly bytes: number;
}

const none: Used = { dumps: 0, bytes: 0 };

const sum = 'SELECT count(*) AS dumps, ifnull(sum(bytes), 0) AS bytes FROM dumps';

/** What each network has used in one day. */
function createNetworkUse() {
  const byKind = new Map<CountedNetwork['kind'], Map<string, Used>>();
  /** Beyond the most networks that are told apart, all share one count, rather than having none. */
  const placeOf = ({ kind, network }: CountedNetwork) => {
    const used = byKind.get(kind) ?? new Map<string, Used>();
    byKind.set(kind, used);
    return { used, key: used.has(network) || used.size < MOST_TOLD_APART ? network : 'others' };
  };
  const usedBy = (counted: CountedNetwork): Used => {
    const { used, key } = placeOf(counted);
    return used.get(key) ?? none;
  };
  return {
    usedBy,
    took(address: string, bytes: number): void {
      for (const counted of networksOf(address)) {
        const { used, key } = placeOf(counted);
        const before = usedBy(counted);
        used.set(key, { dumps: before.dumps + 1, bytes: before.bytes + bytes });
      }
    },
    clear: () => {
      byKind.clear();
    },
  };
}

/** Counts dumps by owner and in all in the database, which survives a restart, and by address in memory only. */
export function createDumpQuotas(db: DatabaseSync, limits: Limits, clock: () => Date): DumpQuotas {
  const ofOwner = db.prepare(`${sum} WHERE owner = ? AND received_at >= ?`);
  const ofDay = db.prepare(`${sum} WHERE received_at >= ?`);
  const ofAll = db.prepare(sum);
  const refused = { owner: 0, address: 0, all: 0 };
  const reserved = new Set<{ owner: string; address: string; bytes: number }>();
  let today = '';
  const byNetwork = createNetworkUse();
  const { usedBy } = byNetwork;
  const dayNow = (): string => {
    const day = `${clock().toISOString().slice(0, 10)}T00:00:00.000Z`;
    if (day !== today) byNetwork.clear();
    today = day;
    return day;
  };
  const pending = (isMine: (one: { owner: string; address: string }) => boolean): Used => {
    const mine = [...reserved].filter(isMine);
    return { dumps: mine.length, bytes: mine.reduce((total, { bytes }) => total + bytes, 0) };
  };
  const isOver = (
    bytes: number,
    used: readonly Used[],
    most: { readonly dumps: number; readonly bytes: number },
  ): boolean =>
    used.reduce((total, { dumps }) => total + dumps, 1) > most.dumps ||
    used.reduce((total, one) => total + one.bytes, bytes) > most.bytes;
  const read = (row: unknown): Used => row as Used;

  const judge = (owner: string, address: string, bytes: number): Later | undefined => {
    const day = dayNow();
    const { dumpsPerOwner, dumpsPerAddress, dumpsPerDay, dumpsKept } = limits;
    const mine = pending((one) => one.owner === owner);
    if (isOver(bytes, [read(ofOwner.get(owner, day)), mine], dumpsPerOwner))
      return { status: 429, whose: 'owner', retryAfter: untilTomorrow(clock()) };
    const isOverFrom = (counted: CountedNetwork) => {
      const { network, times } = counted;
      const here = pending((one) => networksOf(one.address).some((of) => of.network === network));
      return isOver(bytes, [usedBy(counted), here], {
        dumps: times * dumpsPerAddress.dumps,
        bytes: times * dumpsPerAddress.bytes,
      });
    };
    if (networksOf(address).some(isOverFrom))
      return { status: 429, whose: 'address', retryAfter: untilTomorrow(clock()) };
    const all = pending(() => true);
    if (isOver(bytes, [read(ofDay.get(day)), all], dumpsPerDay))
      return { status: 503, whose: 'all', retryAfter: untilTomorrow(clock()) };
    return isOver(bytes, [read(ofAll.get()), all], dumpsKept)
      ? { status: 503, whose: 'all', retryAfter: UNTIL_TIDIED_SECONDS }
      : undefined;
  };

  return {
    reserve({ owner, address, bytes }) {
      const later = judge(owner, address, bytes);
      if (later) {
        refused[later.whose] += 1;
        return { ok: false, later };
      }
      const mine = { owner, address, bytes };
      reserved.add(mine);
      return {
        ok: true,
        letGo: () => {
          reserved.delete(mine);
        },
      };
    },
    took(address, bytes) {
      dayNow();
      byNetwork.took(address, bytes);
    },
    arriving: () => reserved.size,
    kept: () => read(ofAll.get()),
    refused,
  };
}
