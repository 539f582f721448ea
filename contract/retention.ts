import { z } from 'zod';
import { categories, type Category } from './datum.ts';

/** So that no service's number is too large for a date. */
const MOST_DAYS = 9_999_999;

const days = z.int().min(1).max(MOST_DAYS);

/** For how many days at most the service keeps what it was sent, of each category; dumps as long as error reports. */
export const retentionDays = z.object({ census: days, usage: days, error: days });
export type RetentionDays = Readonly<Record<Category, number>>;

/** What a service said, and which one. */
export const saidRetention = z.object({ by: z.string().max(2048), days: retentionDays });
export interface SaidRetention {
  /** The address of the service that said it. */
  readonly by: string;
  readonly days: RetentionDays;
}

/**
 * Reads it from a service's answer, which an older service sends without it.
 * @returns undefined if it is missing or malformed.
 */
export function parseRetention(text: string): RetentionDays | undefined {
  try {
    return z.object({ retention: retentionDays }).parse(JSON.parse(text)).retention;
  } catch {
    return undefined; // Anything else says nothing about how long data are kept.
  }
}

export const sameRetention = (one: SaidRetention | undefined, other: SaidRetention): boolean =>
  one?.by === other.by && categories.every((it) => one.days[it] === other.days[it]);
