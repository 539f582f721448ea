import { z } from 'zod';
import { recordShapes } from '../recordShapes.ts';
import { errorStateSchema } from './errorState.ts';
import type { Question } from './queries.ts';

const count = z.int().min(0);
/** Null where it is about too few to be told. */
const told = count.nullable();
const share = z.number().min(0).max(1);
/** The 95 % interval of a share (Wilson), as [low, high]. */
const interval = z.tuple([share, share]);
/** A share of so many, with its interval; all null where it is not told or there were none. */
const rate = { rate: share.nullable(), interval: interval.nullable() };

/** Which group a row is about: of a day where it is told by day, of a value where it is told by a trait. */
const key = {
  day: z.string().nullable(),
  /** The version, system, language…; an empty text is of records that did not tell it. */
  value: z.string().nullable(),
  /** Whether it is the groups together that are too small to be told alone. */
  rest: z.boolean(),
};

/** Windows of days: a day, an ISO week, or 28 days. Those of more than a day are rounded down to a multiple of k. */
export const windowRow = z.strictObject({
  from: z.string(),
  to: z.string(),
  devices: told,
  people: told,
});
/** One device on one day is one device-day: for one day, that is the number of devices. */
export const traitRow = z.strictObject({ ...key, deviceDays: told, share: share.nullable() });
export const signinRow = z.strictObject({ ...key, attempts: told, failures: told, ...rate });
/** What the counters of a group's devices counted. Call minutes are in tenths of a minute. */
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
/** How many device-days used it at least, and how often it was used. */
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
/** Errors that are the same: of one fingerprint, one crash signature, or one code of one kind. */
export const errorRow = z.strictObject({
  group: z.string(),
  kind: recordName,
  /** In a few words: the exception's type, the crash's signature, the code. */
  title: z.string(),
  reports: count,
  /** Reports and what was counted of repeats. */
  occurrences: count,
  /** Who told an account; rounded down to a multiple of k for who may not see single reports. */
  people: told,
  firstDay: z.string(),
  lastDay: z.string(),
  versions: z.array(z.string()),
  trend: z.array(reportsOnDay),
  /** What engineers made of it; who may not see single reports is told that it came again by what is told of it. */
  state: errorStateSchema,
});
const parted = z.array(z.strictObject({ value: z.string(), reports: count }));
const quality = z.strictObject({ reports: count, median: z.number(), p95: z.number() }).nullable();
/** One report as it is stored, without what it could be joined with others by: account and conversation. */
export const reportRow = z.strictObject({
  id: z.string(),
  at: z.string(),
  version: z.string(),
  surface: z.string(),
  fields: z.record(z.string(), z.unknown()),
});
/** A memory dump that is kept of a crash, had at `/v1/crashes/DIGEST`. */
export const dumpRow = z.strictObject({
  digest: z.string(),
  bytes: count,
  at: z.string(),
  version: z.string(),
});
/** The parts are null for who may not see single reports. */
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

/** What two releases are compared by. */
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
  /** Whether they differ by more than chance (two-sided, 5 % over all measures by Holm's method); null if unknown. */
  moreThanChance: z.boolean().nullable(),
});

const answerOf = <R extends z.ZodType>(row: R) =>
  z.strictObject({
    from: z.string(),
    to: z.string(),
    /** No number is about fewer devices (for errors: people); 1 where everything is told. */
    k: z.int().min(1),
    /** Whether something is told only together with other things, or not at all. */
    suppressed: z.boolean(),
    rows: z.array(row),
  });

/** Every question's answer. `devices` has windows by day, week and 28 days, and traits by model and surface. */
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
/** Of `errors/:group`: one row. */
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
/** What the records alone tell of a group. */
export type ErrorCounts = Omit<ErrorRow, 'state'>;
export type GroupCounts = Omit<GroupRow, 'state'>;
export type ReleaseRow = z.infer<typeof releaseRow>;
