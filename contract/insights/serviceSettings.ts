import { z } from 'zod';
import { leastDevices } from './queries.ts';

/** The most that an officer can raise k to: beyond, hardly any number would be left. */
export const mostLeastDevices = 1000;

const days = z.int().min(1);

/** What is in force. */
export const settingsInForce = z.strictObject({
  /** No number about fewer devices or people is told (k). */
  leastDevices: z.int().min(leastDevices),
  /** For how many days census and usage records are kept. */
  recordDays: days,
  /** For how many days error records and memory dumps are kept. */
  errorDays: days,
});

/** What an officer sets; what is absent stays as it is. */
export const settingsChange = settingsInForce
  .extend({ leastDevices: settingsInForce.shape.leastDevices.max(mostLeastDevices) })
  .partial();
export type SettingsChange = z.infer<typeof settingsChange>;

const bounds = z.strictObject({ least: days, most: days });

/** The answer to `GET` and `PATCH /v1/settings`: what is in force, and within which bounds it can be set. */
export const serviceSettings = settingsInForce.extend({
  bounds: z.strictObject({ recordDays: bounds, errorDays: bounds }),
});
export type ServiceSettings = z.infer<typeof serviceSettings>;

/**
 * The numbers that k can be raised to. Each is a multiple of the one in force, so that nobody learns more by having it
 * raised: what is rounded to 10 follows from what is rounded to 5, but not what is rounded to 6 (decision 114).
 */
export const raisesOf = (k: number): number[] =>
  [2, 4, 10, 20].map((times) => times * k).filter((raised) => raised <= mostLeastDevices);
