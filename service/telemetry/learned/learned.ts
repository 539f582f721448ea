import type { ErrorCounts, TraitRow, WindowRow } from '../../../contract/insights/answers.ts';
import {
  readingKinds,
  type Learned,
  type LearnedError,
  type ReadingKind,
} from '../../../contract/insights/learned.ts';
import type { AccessLog } from '../access/accessLog.ts';
import { addDays, weekEnd } from '../insights/days.ts';
import type { Insights } from '../insights/insights.ts';
import { wilson } from '../insights/intervals.ts';
import { plainName } from '../insights/plainName.ts';
import type { RetentionLimits } from '../limits.ts';
import { toldRetention } from '../store/retention.ts';

const WEEKS = 12;
const DAYS = 28;
const MOST_VERSIONS = 5;
const MOST_ERRORS = 10;

/** Rounds to whole percent: what everyone sees need not be finer. */
const toPerCent = (value: number): number => Math.round(value * 100) / 100;
const toPerMille = (value: number): number => Math.round(value * 1000) / 1000;

const windowsOf = (rows: readonly (WindowRow | TraitRow)[]): WindowRow[] =>
  rows.filter((row): row is WindowRow => 'people' in row);

const errorOf = ({ kind, title, versions, trend }: ErrorCounts): LearnedError => ({
  kind,
  title: title === kind ? null : plainName(title),
  versions,
  trend,
});

function readingsOf(counts: Readonly<Record<string, number>>): Record<ReadingKind, number> {
  const counted = readingKinds.map((kind) => [kind, counts[kind] ?? 0] as const);
  return Object.fromEntries(counted) as Record<ReadingKind, number>;
}

/**
 * What everyone may read: a part of what analysts see about k or more. It covers weeks that are over and is made once a
 * day, so that whoever asks again and again can't see a single record arrive or go.
 */
export function createLearned({
  insights,
  accessLog,
  limits,
}: {
  readonly insights: Pick<Insights, 'answer' | 'errors' | 'k'>;
  readonly accessLog: Pick<AccessLog, 'counts'>;
  readonly limits: RetentionLimits;
}): (today: string) => Learned {
  const make = (today: string): Learned => {
    const to = addDays(weekEnd(today), -7);
    const from = addDays(to, 1 - DAYS);
    const asked = { from, to };
    const weeks = { from: addDays(to, 1 - 7 * WEEKS), to, by: 'week' };
    const { rows: windows } = insights.answer('devices', { from: to, to, by: '28days' });
    const { rows: days } = insights.answer('stability', { ...asked, by: 'day' });
    const [sessions, crashes] = [
      days.reduce((sum, row) => sum + (row.sessions ?? 0), 0),
      days.reduce((sum, row) => sum + (row.crashes ?? 0), 0),
    ];
    const { rate, interval } = wilson(sessions - crashes, sessions);
    const { rows: versions } = insights.answer('versions', { ...asked, by: 'version' });
    const [last28Days = { from, to, devices: null, people: null }] = windowsOf(windows);
    return {
      ...asked,
      k: insights.k,
      weeks: windowsOf(insights.answer('devices', weeks).rows),
      last28Days,
      crashFree:
        rate === null || interval === null
          ? null
          : {
              rate: toPerMille(rate),
              interval: [toPerMille(interval[0]), toPerMille(interval[1])],
            },
      versions: versions
        .flatMap(({ value, share }) =>
          value !== null && share !== null ? [{ version: value, share: toPerCent(share) }] : [],
        )
        .sort((a, b) => b.share - a.share)
        .slice(0, MOST_VERSIONS),
      errors: insights
        .errors({ ...asked, by: 'group' }, false)
        .rows.flatMap(errorOf)
        .slice(0, MOST_ERRORS),
      retention: toldRetention(limits),
      readings: readingsOf(accessLog.counts(addDays(today, -DAYS), today)),
    };
  };
  let made: { readonly on: string; readonly learned: Learned } | undefined;
  return (today) => {
    if (made?.on !== today) made = { on: today, learned: make(today) };
    return made.learned;
  };
}
