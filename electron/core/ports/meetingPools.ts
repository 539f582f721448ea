import type { MadeMeeting, Meeting, Ticket } from '../../../contract/meetings.ts';

export interface Account {
  readonly account: string;
  readonly password: string;
}

export type PoolAnswer<T> =
  | { readonly kind: 'answer'; readonly value: T }
  | { readonly kind: 'notFound' }
  | { readonly kind: 'denied' }
  | { readonly kind: 'failed'; readonly problem: string };

/**
 * What pools say about meetings, over HTTP.
 * @param pool its address, without a trailing slash.
 */
export interface MeetingPools {
  readonly describe: (pool: string, meeting: string) => Promise<PoolAnswer<Meeting>>;
  readonly create: (pool: string, account: Account) => Promise<PoolAnswer<MadeMeeting>>;
  /** Aborts the requests to all of them. */
  readonly breakOff: () => void;
  readonly ticket: (pool: string, meeting: string, account: Account) => Promise<PoolAnswer<Ticket>>;
}
