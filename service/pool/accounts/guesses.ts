import { createKnownDevices } from './knownDevices.ts';
import { createWrongCounts, type Allowance } from './wrongCounts.ts';

/** Whoever tries a password. */
export interface Attempt {
  readonly account: string;
  /** See {@link import('../../shared/clientAddress.ts').ClientAddresses}. */
  readonly address: string;
  /** The device's instance ID (RFC 5626, section 4.1), which nobody else knows; undefined if it named none. */
  readonly device: string | undefined;
  /** Whether the account was proved on this very connection before. */
  readonly isProved: boolean;
}

/** Counts wrong passwords, on whichever road they come, and says who must wait. */
export interface Guesses {
  /** Milliseconds until this attempt may be checked; 0 for at once. */
  readonly waitMs: (attempt: Attempt) => number;
  readonly noteWrong: (attempt: Attempt) => void;
  readonly noteProved: (attempt: Attempt) => void;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const cells = 16_384;

const allowances = {
  device: { free: 10, forgetMs: 10 * MINUTE, cells },
  pair: { free: 10, forgetMs: 10 * MINUTE, cells },
  // An office whose people mistype on a Monday morning; ten a minute go on.
  address: { free: 100, forgetMs: 6 * SECOND, cells },
  account: { free: 50, forgetMs: 10 * MINUTE, cells },
} satisfies Record<string, Allowance>;
type Kind = keyof typeof allowances;

/**
 * Wrong passwords are counted by account and address together, by address, and by account, each with a delay that
 * doubles until as much is forgotten while it lasts. A device that proved the account before is counted by itself alone, so that nobody else's guesses keep
 * it out (docs/decisions/0080).
 * @param now milliseconds.
 */
export function createGuesses(now: () => number): Guesses {
  const counts = {
    device: createWrongCounts(allowances.device, now),
    pair: createWrongCounts(allowances.pair, now),
    address: createWrongCounts(allowances.address, now),
    account: createWrongCounts(allowances.account, now),
  };
  const devices = createKnownDevices();

  const keysOf = ({ account, address, device, isProved }: Attempt): [Kind, string][] =>
    isProved || devices.isKnown(account, device)
      ? [['device', `${account} ${device ?? address}`]]
      : [
          ['pair', `${account} ${address}`],
          ['address', address],
          ['account', account],
        ];
  return {
    waitMs: (attempt) =>
      Math.max(...keysOf(attempt).map(([kind, key]) => counts[kind].waitMs(key))),
    noteWrong(attempt) {
      for (const [kind, key] of keysOf(attempt)) counts[kind].add(key);
    },
    noteProved({ account, device }) {
      devices.note(account, device);
    },
  };
}
