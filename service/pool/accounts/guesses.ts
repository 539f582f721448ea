import { networksOf, type CountedNetwork } from '../../shared/networks.ts';
import { createKnownDevices } from './knownDevices.ts';
import { createWrongCounts, type Allowance, type WrongCounts } from './wrongCounts.ts';

/** An attempt to authenticate by password. */
export interface Attempt {
  readonly account: string;
  /** See {@link import('../../shared/clientAddress.ts').ClientAddresses}. */
  readonly address: string;
  /** The device's instance ID (RFC 5626, section 4.1), which nobody else knows; undefined if it named none. */
  readonly device: string | undefined;
  /** Whether the account was proved on this same connection before. */
  readonly isProved: boolean;
}

/** Counts wrong passwords, by whichever protocol they come, and says who must wait. */
export interface Guesses {
  /** Milliseconds until this attempt may be checked; 0 if at once. */
  readonly waitMs: (attempt: Attempt) => number;
  readonly noteWrong: (attempt: Attempt) => void;
  readonly noteProved: (attempt: Attempt) => void;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const cells = 16_384;

/**
 * Enough for an office whose people mistype on a Monday morning; ten more a minute may go on.
 * @param times how many times as much as a single address has.
 */
const ofNetwork = (times: number): Allowance => ({
  free: 100 * times,
  forgetMs: (6 * SECOND) / times,
  cells,
});
const allowances = {
  device: { free: 10, forgetMs: 10 * MINUTE, cells },
  pair: { free: 10, forgetMs: 10 * MINUTE, cells },
  account: { free: 50, forgetMs: 10 * MINUTE, cells },
} satisfies Record<string, Allowance>;

/**
 * Wrong passwords are counted by account and address together, by address and the larger networks that contain it, and
 * by account, each with a delay that doubles until as much is forgotten while it lasts. A device that has proved the
 * account before is counted by itself alone, so that nobody else's guesses keep it out (docs/decisions/0080).
 * @param now milliseconds.
 */
export function createGuesses(now: () => number): Guesses {
  const counts = {
    device: createWrongCounts(allowances.device, now),
    pair: createWrongCounts(allowances.pair, now),
    account: createWrongCounts(allowances.account, now),
  };
  const networks = new Map<CountedNetwork['kind'], WrongCounts>();
  const devices = createKnownDevices();

  const ofKind = ({ kind, times }: CountedNetwork): WrongCounts => {
    const known = networks.get(kind) ?? createWrongCounts(ofNetwork(times), now);
    networks.set(kind, known);
    return known;
  };
  const keysOf = ({ account, address, device, isProved }: Attempt): [WrongCounts, string][] =>
    isProved || devices.isKnown(account, device)
      ? [[counts.device, `${account} ${device ?? address}`]]
      : [
          [counts.pair, `${account} ${address}`],
          [counts.account, account],
          ...networksOf(address).map((counted): [WrongCounts, string] => [
            ofKind(counted),
            counted.network,
          ]),
        ];
  return {
    waitMs: (attempt) => Math.max(...keysOf(attempt).map(([wrong, key]) => wrong.waitMs(key))),
    noteWrong(attempt) {
      for (const [wrong, key] of keysOf(attempt)) wrong.add(key);
    },
    noteProved({ account, device }) {
      devices.note(account, device);
    },
  };
}
