import { z } from 'zod';
import { surfaces } from '../datum.ts';

/** How each question's answer can be broken down; the first is the default. */
export const questions = {
  /** Active devices and people by day, by ISO week, and in the 28 days up to each day; or device-days by a trait. */
  devices: ['day', 'week', '28days', 'model', 'surface'],
  /** Adoption: devices on each version on each day, or device-days on each version. */
  versions: ['day', 'version'],
  /** Operating systems and their versions. */
  systems: ['os', 'osVersion', 'day'],
  languages: ['language', 'region'],
  signins: ['day', 'version', 'os', 'surface'],
  usage: ['day', 'version', 'organisation', 'surface', 'os'],
  features: ['feature'],
  organisations: ['organisation'],
  stability: ['day', 'version', 'os', 'surface'],
  errors: ['group'],
  releases: ['measure'],
} as const satisfies Readonly<Record<string, readonly [string, ...string[]]>>;

export type Question = keyof typeof questions;
export type By<Q extends Question> = (typeof questions)[Q][number];
export const questionNames = Object.keys(questions) as readonly Question[];

/**
 * What a question can be narrowed to. A query takes one of them at most, and then is told by day or as one row: two at
 * once would cut groups out of which smaller ones could be computed.
 */
export const filters = {
  devices: ['surface'],
  versions: ['version'],
  systems: ['os'],
  languages: [],
  signins: ['surface', 'version', 'os'],
  usage: ['surface', 'version', 'os'],
  features: [],
  organisations: [],
  stability: ['surface', 'version', 'os'],
  errors: ['surface', 'version'],
  releases: [],
} as const satisfies Readonly<Record<Question, readonly Filter[]>>;

export type Filter = 'surface' | 'version' | 'os';

/** The longest range in days, first and last included. */
export const mostDays = 800;
/** The range in days if a query names none, ending today in UTC. */
export const defaultDays = 28;
/** The fewest devices (people, for errors) that a number may be about. It can be raised, not lowered. */
export const leastDevices = 5;

const dayPattern = /^\d{4}-\d\d-\d\d$/;
/** Whether a text is a calendar day such as `2026-11-29`. */
export function isDay(text: string): boolean {
  const at = dayPattern.test(text) ? Date.parse(`${text}T00:00:00.000Z`) : NaN;
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

const day = z.string().refine(isDay, 'a day of the calendar, such as 2026-11-29');
const name = z.string().min(1).max(64);

/** A query as sent; both days are included. */
const queryOf = (question: Question) =>
  z.strictObject({
    from: day.optional(),
    to: day.optional(),
    by: z.enum(questions[question] as readonly [string, ...string[]]).optional(),
    surface: z.enum(surfaces).optional(),
    version: name.optional(),
    os: name.optional(),
    format: z.enum(['json', 'csv']).optional(),
  });

/** `releases` compares one version with another. */
export const releasesSchema = queryOf('releases').extend({ version: name, against: name });

/** The query schema of each question. */
export const querySchemas = Object.fromEntries(
  questionNames
    .filter((question) => question !== 'releases')
    .map((question) => [question, queryOf(question)]),
) as Readonly<Record<Exclude<Question, 'releases'>, ReturnType<typeof queryOf>>>;

export interface InsightQuery {
  readonly from: string;
  readonly to: string;
  readonly by: string;
  readonly filter?: { readonly name: Filter; readonly value: string };
}
