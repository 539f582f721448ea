import { z } from 'zod';
import { recordShapes } from '../recordShapes.ts';
import { errorStateSchema } from './errorState.ts';
import type { Question } from './queries.ts';

const count = z.int().min(0);
/** Null if it is about too few devices to be shown. */
const told = count.nullable();
const share = z.number().min(0).max(1);
/** A share's 95 % interval (Wilson), as [low, high]. */
const interval = z.tuple([share, share]);
/** A share with its interval; both null if it isn't shown or there was nothing to take a share of. */
const rate = { rate: share.nullable(), interval: interval.nullable() };

/** Which group a row is about: a day, a trait's value, or both. */
const key = {
  day: z.string().nullable(),
  /** The version, system, language…; empty for records that did not say. */
  value: z.string().nullable(),
  /** Whether this row sums up the groups that are too small to be shown by themselves. */
  rest: z.boolean(),
};

/** A day, an ISO week, or 28 days. Windows longer than a day are rounded down to a multiple of k. */
export const windowRow = z.strictObject({
  from: z.string(),
  to: z.string(),
  devices: told,
  people: told,
});
/** One device on one day is one device-day; for a single day, that is the number of devices. */
export const traitRow = z.strictObject({ ...key, deviceDays: told, share: share.nullable() });
export const signinRow = z.strictObject({ ...key, attempts: told, failures: told, ...rate });
/** The sums of a group's counters. Call minutes are in tenths of a minute. */
export const usageRow = z.strictObject({
  ...key,
  deviceDays: told,
  sessions: told,
  imSent: told,
  imReceived: told,
  callsMade: told,
  callMinutesTenths: told,
  meetingJoinAttempts: told,
  meetingJoinSuccesses: told,
});
/** The least number of device-days with this feature, and how often it was used. */
export const featureRow = z.strictObject({ ...key, deviceDays: told, uses: told });
/** `rate` is the share of sessions without a crash. */
export const stabilityRow = z.strictObject({
  ...key,
  sessions: told,
  crashes: told,
  hangs: told,
  recordsDropped: told,
  ...rate,
});

const recordName = z.enum(Object.keys(recordShapes) as [keyof typeof recordShapes]);
const reportsOnDay = z.strictObject({ day: z.string(), reports: count });
/** Errors of one kind: one fingerprint, one crash signature, or one code of one category. */
export const errorRow = z.strictObject({
  group: z.string(),
  kind: recordName,
  /** A short name: the exception's type, the crash's signature, or the code. */
  title: z.string(),
  reports: count,
  /** Reports, and the repeats that they counted. */
  occurrences: count,
  /** People who reported an account; rounded down to a multiple of k for readers who may not see single reports. */
  people: told,
  firstDay: z.string(),
  lastDay: z.string(),
  versions: z.array(z.string()),
  trend: z.array(reportsOnDay),
  /** What engineers decided; to readers who may not see single reports, it reopens only by versions they are shown. */
  state: errorStateSchema,
});
const parted = z.array(z.strictObject({ value: z.string(), reports: count }));
const quality = z.strictObject({ reports: count, median: z.number(), p95: z.number() }).nullable();
/** One report as stored, without account and conversation, by which it could be joined with others. */
export const reportRow = z.strictObject({
  id: z.string(),
  at: z.string(),
  version: z.string(),
  surface: z.string(),
  fields: z.record(z.string(), z.unknown()),
});
/** A stored memory dump of a crash; download it from `/v1/crashes/DIGEST`. */
export const dumpRow = z.strictObject({
  digest: z.string(),
  bytes: count,
  at: z.string(),
  version: z.string(),
});
/** The parts are null for readers who may not see single reports. */
export const groupRow = z.strictObject({
  ...errorRow.shape,
  parts: z
    .strictObject({
      version: parted,
      surface: parted,
      processType: parted,
      architecture: parted,
      /** In milliseconds, milliseconds and percent. */
      roundTrip: quality,
      jitter: quality,
      packetLoss: quality,
      reports: z.array(reportRow),
      dumps: z.array(dumpRow),
    })
    .nullable(),
});

/** The measures by which two releases are compared. */
export const releaseMeasures = [
  'signInFailures',
  'crashFreeSessions',
  'sessionsWithoutHang',
  'meetingJoins',
] as const;
const side = z.strictObject({ of: told, ...rate });
export const releaseRow = z.strictObject({
  measure: z.enum(releaseMeasures),
  version: side,
  against: side,
  /** Whether they differ by more than chance (two-sided, 5 % over all measures, Holm's method); null if unknown. */
  moreThanChance: z.boolean().nullable(),
});

const answerOf = <R extends z.ZodType>(row: R) =>
  z.strictObject({
    from: z.string(),
    to: z.string(),
    /** No number is about fewer devices (people, for errors); 1 if everything is shown. */
    k: z.int().min(1),
    /** Whether something is shown only together with other groups, or not at all. */
    suppressed: z.boolean(),
    rows: z.array(row),
  });

/** The answer to each question. `devices` has windows by day, week and 28 days, and traits by model and surface. */
export const answers = {
  devices: answerOf(z.union([windowRow, traitRow])),
  versions: answerOf(traitRow),
  systems: answerOf(traitRow),
  languages: answerOf(traitRow),
  signins: answerOf(signinRow),
  usage: answerOf(usageRow),
  features: answerOf(featureRow),
  organisations: answerOf(usageRow),
  stability: answerOf(stabilityRow),
  errors: answerOf(errorRow),
  releases: answerOf(releaseRow),
} as const satisfies Readonly<Record<Question, z.ZodType>>;
/** The answer to `errors/:group`: one row. */
export const groupAnswer = answerOf(groupRow);

export type Answer<Q extends Question> = z.infer<(typeof answers)[Q]>;
export type GroupAnswer = z.infer<typeof groupAnswer>;
export type WindowRow = z.infer<typeof windowRow>;
export type TraitRow = z.infer<typeof traitRow>;
export type SigninRow = z.infer<typeof signinRow>;
export type UsageRow = z.infer<typeof usageRow>;
export type FeatureRow = z.infer<typeof featureRow>;
export type StabilityRow = z.infer<typeof stabilityRow>;
export type ErrorRow = z.infer<typeof errorRow>;
export type GroupRow = z.infer<typeof groupRow>;
export type ReportRow = z.infer<typeof reportRow>;
export type DumpRow = z.infer<typeof dumpRow>;
/** What the records alone say about a group. */
export type ErrorCounts = Omit<ErrorRow, 'state'>;
export type GroupCounts = Omit<GroupRow, 'state'>;
export type ReleaseRow = z.infer<typeof releaseRow>;
