/** Why something has to come later, and after how many seconds. */
export interface Later {
  readonly status: 429 | 503;
  readonly whose: 'owner' | 'address' | 'all';
  readonly retryAfter: number;
}

const DAY_MS = 86_400_000;

/** Seconds until the next day (UTC), when the daily quotas are available again. */
export const untilTomorrow = (now: Date): number =>
  Math.ceil((DAY_MS - (now.getTime() % DAY_MS)) / 1000);

/** Seconds after which erasing or tidying may have made room. */
export const UNTIL_TIDIED_SECONDS = 3600;

/** The most addresses or owners that are told apart in one day. */
export const MOST_TOLD_APART = 20_000;
