import { z } from 'zod';
import { recordShapes } from '../recordShapes.ts';
import { retentionDays } from '../retention.ts';
import { windowRow } from './answers.ts';

const share = z.number().min(0).max(1);
const count = z.int().min(0);

/** The readings that concern a person, as the access log names them (contract/insights/accessLog.ts). */
export const readingKinds = [
  'recordRead',
  'recordsRead',
  'dumpRead',
  'accountExported',
  'accountErased',
] as const;
export type ReadingKind = (typeof readingKinds)[number];

const learnedError = z.strictObject({
  kind: z.enum(Object.keys(recordShapes) as [keyof typeof recordShapes]),
  /** The exception's type, the crash's signature or the code; null if it isn't a plain name. */
  title: z.string().nullable(),
  versions: z.array(z.string()),
  /** Days without reports, or with reports of fewer than k people, are left out. */
  trend: z.array(z.strictObject({ day: z.string(), reports: count })),
});
export type LearnedError = z.infer<typeof learnedError>;

/** The answer to `GET /v1/learned`: about weeks that are over and at least k devices or people, made once a day. */
export const learnedSchema = z.strictObject({
  /** The 28 days that everything but `weeks` is about, first and last included. */
  from: z.string(),
  to: z.string(),
  k: z.int().min(1),
  /** The last twelve weeks, oldest first. */
  weeks: z.array(windowRow),
  last28Days: windowRow,
  /** The share of sessions without a crash, with its 95 % interval; null if there is too little data. */
  crashFree: z.strictObject({ rate: share, interval: z.tuple([share, share]) }).nullable(),
  /** The most used versions, as shares of all device-days. */
  versions: z.array(z.strictObject({ version: z.string(), share })),
  /** The most frequent errors, most frequent first. */
  errors: z.array(learnedError),
  retention: retentionDays,
  /** How often each kind was read in the 28 days before the answer was made. */
  readings: z.record(z.enum(readingKinds), count),
});
export type Learned = z.infer<typeof learnedSchema>;

/** The body of `GET` and `PUT /v1/learned/settings`: whether everyone may read what was learned. */
export const learnedSettings = z.strictObject({ open: z.boolean() });
