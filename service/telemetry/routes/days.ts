import { z } from 'zod';
import { dayOf } from '../store/coarse.ts';

const DAY_MS = 86_400_000;

/** A date such as 2026-11-29, or an ISO 8601 instant in UTC, which stands for its whole day; yields the day's start. */
const day = z
  .union([z.iso.date(), z.iso.datetime({ offset: false })])
  .transform((text) => dayOf(new Date(text).toISOString()));

const nextDay = (start: string): string => new Date(Date.parse(start) + DAY_MS).toISOString();

/** From the start of this day on. */
export const sinceDay = day;

/** To the end of this day: up to the start of the next, as both are written in the store. */
export const untilDay = day.transform(nextDay);

/** Later than any instant in the store. */
export const endOfTime = '9999';

/** What the two mean, for the answer to a query with anything else. */
export const daysHelp =
  'since and until (each a date such as 2026-11-29, or an ISO 8601 instant in UTC, which stands for its whole day; both days are included)';
