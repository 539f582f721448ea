import { randomBytes } from 'node:crypto';

/** Tells a room who of those who come is signed in to the pool. */
export interface Tickets {
  /** @returns a ticket for one meeting, valid for one use within a minute. */
  readonly make: (meeting: string, account: string) => string;
  /** @returns the account whose ticket it was; undefined if it is not valid. */
  readonly take: (meeting: string, ticket: string) => string | undefined;
}

/** Milliseconds. */
const LIFETIME_MS = 60_000;
const MOST_TICKETS = 10_000;
/** An account's own oldest are dropped first, so that nobody can displace another's. */
const MOST_OF_AN_ACCOUNT = 20;

export function createTickets(now: () => number): Tickets {
  const tickets = new Map<string, { meeting: string; account: string; until: number }>();
  return {
    make(meeting, account) {
      const ticket = randomBytes(32).toString('hex');
      const own = [...tickets].filter(([, one]) => one.account === account);
      for (const [oldest] of own.slice(0, 1 - MOST_OF_AN_ACCOUNT)) tickets.delete(oldest);
      tickets.set(ticket, { meeting, account, until: now() + LIFETIME_MS });
      // The oldest come first.
      for (const [oldest, { until }] of tickets) {
        if (tickets.size <= MOST_TICKETS && until > now()) break;
        tickets.delete(oldest);
      }
      return ticket;
    },
    take(meeting, ticket) {
      const found = tickets.get(ticket);
      if (found?.meeting !== meeting) return undefined;
      tickets.delete(ticket);
      return found.until > now() ? found.account : undefined;
    },
  };
}
