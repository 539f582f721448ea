import type { FeatureRow, StabilityRow, UsageRow } from '../../../../contract/insights/answers.ts';
import type { InsightQuery } from '../../../../contract/insights/queries.ts';
import type { Trait } from '../dayGroup.ts';
import { wilson } from '../intervals.ts';
import { tellGroups, type Line, type TellPorts } from '../tellGroups.ts';
import { plus } from '../toldDays.ts';
import { usageSums, type UsageSum } from '../usageDay.ts';

const lines = (ports: TellPorts, query: InsightQuery): Line[] =>
  tellGroups(ports, query, {
    category: 'usage',
    trait: query.by === 'day' ? 'all' : (query.by as Trait),
    daily: query.by === 'day',
  });

const sum = ({ sums }: Pick<Line, 'sums'>, name: UsageSum): number =>
  sums[usageSums.indexOf(name)] ?? 0;

const keyOf = ({ day, value, rest }: Line) => ({ day, value, rest });

/** What people did, by day or by a trait. */
export const usage = (ports: TellPorts, query: InsightQuery): UsageRow[] =>
  lines(ports, query).map((line) => ({
    ...keyOf(line),
    deviceDays: line.devices,
    sessions: sum(line, 'sessions'),
    imSent: sum(line, 'im_sent'),
    imReceived: sum(line, 'im_received'),
    callsMade: sum(line, 'calls'),
    callMinutesTenths: sum(line, 'minutes_tenths'),
    meetingJoinAttempts: sum(line, 'join_attempts'),
    meetingJoinSuccesses: sum(line, 'join_successes'),
  }));

/** How much went wrong. A session crashes at most once. */
export const stability = (ports: TellPorts, query: InsightQuery): StabilityRow[] =>
  lines(ports, query).map((line) => {
    const [sessions, crashes] = [sum(line, 'sessions'), sum(line, 'crashes')];
    return {
      ...keyOf(line),
      sessions,
      crashes,
      hangs: sum(line, 'hangs'),
      recordsDropped: sum(line, 'dropped'),
      ...wilson(sessions - crashes, sessions),
    };
  });

/**
 * Features, each on the days on which k devices used it; there is no row for the rest, because a device uses several.
 */
export function features({ rollups, k }: TellPorts, { from, to }: InsightQuery): FeatureRow[] {
  const groups = rollups.groups({ category: 'usage', trait: 'feature', from, to });
  const told = groups.filter(({ devices }) => devices >= k);
  const byFeature = [...Map.groupBy(told, ({ value }) => value)];
  return byFeature
    .map(([value, days]) => {
      const { devices, sums } = plus(days);
      return { day: null, value, rest: false, deviceDays: devices, uses: sums[0] ?? 0 };
    })
    .sort((a, b) => b.deviceDays - a.deviceDays || (a.value < b.value ? -1 : 1));
}
