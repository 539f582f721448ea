import { networksOf } from './networks.ts';

/** A connection or a request that is open at a server. */
export interface Visit {
  /**
   * Marks it as useful: it no longer makes room for others.
   * @param account whose it was proved to be, if anyone's: an account with too many loses its oldest visit.
   */
  readonly prove: (account?: string) => void;
  readonly leave: () => void;
}

/** Why a visit is ended: for a newer one while it had proved nothing, or for a newer one of its account. */
export type Eviction = 'unproven' | 'account';

export interface Admission {
  /**
   * @param address the visitor's, as limits count it.
   * @param evict ends the visit; that it is over has been noted already.
   * @returns undefined if there is no room.
   */
  readonly enter: (address: string, evict: (why: Eviction) => void) => Visit | undefined;
  readonly count: () => {
    readonly open: number;
    /** Since the start: visits for which there was no room, and those that had to make room. */
    readonly refused: number;
    readonly evicted: number;
  };
}

export interface AdmissionLimits {
  readonly inAll: number;
  /** Per address; larger IPv6 networks may have several times as many. */
  readonly perAddress: number;
  readonly perAccount: number;
  /** Milliseconds for which a visit that has proved nothing is left alone; after that it may have to make room. */
  readonly leftAloneMs: number;
}

interface Guest extends Visit {
  readonly since: number;
  readonly evict: (why: Eviction) => void;
}

/** The visits of one address or larger network; those that have proved nothing are in order of arrival. */
interface Party {
  size: number;
  readonly unproven: Set<Guest>;
}

function added<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const value = map.get(key) ?? make();
  map.set(key, value);
  return value;
}

/** @returns the parties of the address and of each larger network that contains it, created if there are none. */
const partiesOf = (parties: Map<string, Party>, address: string) =>
  networksOf(address).map(({ network }) => {
    const party = added(parties, network, () => ({ size: 0, unproven: new Set<Guest>() }));
    return { network, party };
  });

/**
 * Bounds what is open: in all, by address and by account. A visit that has proved nothing makes room for later ones, so
 * that idle connections keep nobody out, neither other addresses nor those who share theirs.
 */
export function createAdmission(limits: AdmissionLimits): Admission {
  const parties = new Map<string, Party>();
  const accounts = new Map<string, Set<Guest>>();
  const unproven = new Set<Guest>();
  let [open, refused, evicted] = [0, 0, 0];

  const send = (guest: Guest, why: Eviction): void => {
    guest.leave();
    evicted += 1;
    guest.evict(why);
  };
  const hasRoom = (count: number, most: number, from: ReadonlySet<Guest>): boolean => {
    if (count < most) return true;
    const [oldest] = from;
    if (!oldest || performance.now() - oldest.since < limits.leftAloneMs) return false;
    send(oldest, 'unproven');
    return true;
  };

  function createGuest(address: string, evict: Guest['evict']): Guest {
    const together = partiesOf(parties, address);
    const mine = new Set<string>();
    let isOpen = true;
    const setProven = (guest: Guest): void => {
      unproven.delete(guest);
      for (const { party } of together) party.unproven.delete(guest);
    };
    const guest: Guest = {
      since: performance.now(),
      evict,
      prove(account) {
        if (!isOpen) return;
        setProven(guest);
        if (account === undefined || mine.has(account)) return;
        mine.add(account);
        const all = added(accounts, account, () => new Set<Guest>()).add(guest);
        const [oldest] = all;
        if (oldest && all.size > limits.perAccount) send(oldest, 'account');
      },
      leave() {
        if (!isOpen) return;
        [isOpen, open] = [false, open - 1];
        setProven(guest);
        for (const { network, party } of together) {
          party.size -= 1;
          if (party.size === 0) parties.delete(network);
        }
        for (const account of mine) {
          accounts.get(account)?.delete(guest);
          if (accounts.get(account)?.size === 0) accounts.delete(account);
        }
      },
    };
    open += 1;
    unproven.add(guest);
    for (const { party } of together) {
      party.size += 1;
      party.unproven.add(guest);
    }
    return guest;
  }

  return {
    enter(address, evict) {
      const isLet =
        networksOf(address).every(({ network, times }) => {
          const there = parties.get(network);
          const most = times * limits.perAddress;
          return hasRoom(there?.size ?? 0, most, there?.unproven ?? new Set());
        }) && hasRoom(open, limits.inAll, unproven);
      if (isLet) return createGuest(address, evict);
      refused += 1;
      return undefined;
    },
    count: () => ({ open, refused, evicted }),
  };
}
