import { hash } from 'node:crypto';
import type { Category } from '../../../contract/datum.ts';
import { uuidV8 } from '../../../contract/pseudonym.ts';

/** The start of an instant's day, in UTC. */
export const dayOf = (instant: string): string => `${instant.slice(0, 10)}T00:00:00.000Z`;

/**
 * An instant as it is stored: the hour for an error report, otherwise the day, so that rows can't be joined by time.
 */
export const keptInstant = (category: Category, instant: string): string =>
  category === 'error' ? `${instant.slice(0, 13)}:00:00.000Z` : dayOf(instant);

/**
 * A record's id as it is stored: a UUID of version 7 reveals the millisecond in which it was made, this one nothing.
 */
export const keptId = (id: string): string => uuidV8(hash('sha256', id, 'buffer'));
