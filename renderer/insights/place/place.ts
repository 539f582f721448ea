import { z } from 'zod';
import { surfaces } from '../../../contract/datum.ts';
import { errorStates } from '../../../contract/insights/errorState.ts';
import { isDay, mostDays, type Filter } from '../../../contract/insights/queries.ts';

export const pages = [
  'overview',
  'audience',
  'signingIn',
  'use',
  'stability',
  'errors',
  'releases',
  'alerts',
] as const;
/** The pages that only officers open, listed separately (contract/insights/session.ts). */
export const officerPages = ['accessLog', 'rights', 'settings'] as const;
export type Page = (typeof pages)[number] | (typeof officerPages)[number];

export const filterNames = ['surface', 'version', 'os'] as const satisfies readonly Filter[];

/** The orders of the list of error groups; the first is the default. */
export const errorOrders = ['people', 'occurrences', 'lastDay', 'state'] as const;

/** Where the reader is, according to the address: whoever opens it sees the same. */
export interface Place {
  readonly page: Page;
  /** Days in UTC, both included; the last {@link usualDays} up to today if the address names none. */
  readonly period?: { readonly from: string; readonly to: string };
  /** At most one, as the service allows (contract/insights/queries.ts). */
  readonly filter?: { readonly name: Filter; readonly value: string };
  /** For errors: the group shown. */
  readonly group?: string;
  /** For errors: the state to show, and the order. */
  readonly state?: (typeof errorStates)[number];
  readonly order?: (typeof errorOrders)[number];
  /** For releases: the two versions compared. */
  readonly release?: string;
  readonly against?: string;
}

const name = z.string().min(1).max(200);
/** As long as the service accepts; a crash group is named by its full signature. */
const groupName = z.string().min(1).max(2048);
const values = { surface: z.enum(surfaces), version: name, os: name };
const DAY = 24 * 3_600_000;

export const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);
const timeOf = (day: string): number => Date.parse(`${day}T00:00:00.000Z`);
export const addDays = (day: string, days: number): string => dayOf(timeOf(day) + days * DAY);
/** The number of days from one to another, both included. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((timeOf(to) - timeOf(from)) / DAY) + 1;

/** Every day of a period, both included. */
export const daysOf = ({ from, to }: { readonly from: string; readonly to: string }): string[] =>
  Array.from({ length: daysBetween(from, to) }, (_, index) => addDays(from, index));

/** The last days of this number, today included. */
export const lastDays = (count: number, today: string) => ({
  from: addDays(today, 1 - count),
  to: today,
});

/** Whether the service accepts this period. */
export const isPeriod = (from: string, to: string): boolean =>
  isDay(from) && isDay(to) && from <= to && daysBetween(from, to) <= mostDays;

/** Reads an address's query; invalid parts are ignored. */
export function parsePlace(search: string): Place {
  const query = new URLSearchParams(search);
  const read = <T>(key: string, schema: z.ZodType<T>): T | undefined =>
    schema.safeParse(query.get(key)).data;
  const [from, to] = [query.get('from') ?? '', query.get('to') ?? ''];
  const filter = filterNames
    .map((one) => ({ name: one, value: read<string>(one, values[one]) }))
    .find(({ value }) => value !== undefined);
  const [release, against] = ['release', 'against'].map((key) => read(key, name));
  const group = read('group', groupName);
  const state = read('state', z.enum(errorStates));
  const order = read('order', z.enum(errorOrders));
  return {
    page: read('page', z.enum([...pages, ...officerPages])) ?? 'overview',
    ...(isPeriod(from, to) ? { period: { from, to } } : {}),
    ...(filter?.value === undefined ? {} : { filter: { name: filter.name, value: filter.value } }),
    ...(group === undefined ? {} : { group }),
    ...(state === undefined ? {} : { state }),
    ...(order === undefined ? {} : { order }),
    ...(release === undefined ? {} : { release }),
    ...(against === undefined ? {} : { against }),
  };
}

/** The query of a place's address, including the `?`. */
export function searchOf({ page, period, filter, ...rest }: Place): string {
  const { group, state, order, release, against } = rest;
  const query = new URLSearchParams({ page, ...period });
  if (filter) query.set(filter.name, filter.value);
  for (const [key, value] of Object.entries({ group, state, order, release, against }))
    if (value !== undefined) query.set(key, value);
  return `?${query.toString()}`;
}
