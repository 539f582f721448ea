import {
  leastCounted,
  type AlertRule,
  type Finding,
  type Watched,
} from '../../../contract/insights/alerts.ts';
import type { ErrorCounts } from '../../../contract/insights/answers.ts';
import type { ErrorStates } from '../errors/states/states.ts';
import { addDays } from '../insights/days.ts';
import type { Insights } from '../insights/insights.ts';
import { wilson } from '../insights/intervals.ts';
import { plainName } from '../insights/plainName.ts';
import type { RetentionLimits } from '../limits.ts';
import type { Silence } from './silence.ts';

const HOUR_MS = 3_600_000;

export interface JudgePorts {
  readonly insights: Pick<Insights, 'answer' | 'errors' | 'errorGroup' | 'k'>;
  readonly states: Pick<ErrorStates, 'seenBy'>;
  readonly silence: Pick<Silence, 'lasted' | 'hasEnded'>;
  readonly limits: RetentionLimits;
}

/** What fires, by subject: an error group, or an empty text for rules that watch a single thing. */
type Found = ReadonlyMap<string, Finding>;

interface Counted {
  readonly part: number;
  readonly whole: number;
}

/**
 * Fires once a share is certainly beyond its bound, and stops once the share itself is back within it, so that a share
 * near the bound doesn't go back and forth.
 * @param isBeyond whether a share is beyond the bound. @returns undefined if too little was counted to say.
 */
function judgeShare(
  { part, whole }: Counted,
  fires: boolean,
  isBeyond: (share: number) => boolean,
): number | null | undefined {
  if (whole < leastCounted) return undefined;
  const { rate, interval } = wilson(part, whole);
  if (rate === null || interval === null) return undefined;
  return (fires ? isBeyond(rate) : interval.every(isBeyond)) ? rate : null;
}

const summed = <Row>(rows: readonly Row[], count: (row: Row) => number | null): number =>
  rows.reduce((sum, row) => sum + (count(row) ?? 0), 0);

/** Errors first reported in these days, without those that an engineer set aside. */
function newErrors(
  { people: least, days }: Extract<AlertRule, { kind: 'newErrors' }>,
  firing: ReadonlySet<string>,
  { ports, today }: { readonly ports: JudgePorts; readonly today: string },
): Found {
  const { insights, states, limits } = ports;
  const stateOf = states.seenBy(insights.k);
  const from = addDays(today, 1 - days);
  const before = { from: addDays(today, 1 - limits.errorDays), to: addDays(from, -1), by: 'group' };
  const isNew = ({ group, people }: ErrorCounts): boolean =>
    // A withdrawal ends no alert: that would reveal something about one person.
    (firing.has(group) || (people ?? 0) >= least) &&
    stateOf(group).state === 'open' &&
    insights.errorGroup(group, before, false) === undefined;
  const { rows } = insights.errors({ from, to: today, by: 'group' }, false);
  return new Map(
    rows.filter(isNew).map(({ group, kind, title, people }): [string, Finding] => {
      const name = title === kind ? null : plainName(title);
      return [group, { kind: 'newErrors', error: kind, title: name, people: people ?? 0 }];
    }),
  );
}

/**
 * What fires for a rule, judged by the numbers that analysts see.
 * @param firing what already fires, by subject. @param today in UTC.
 * @returns undefined if that is unknown: then nothing starts or stops firing.
 */
export function judge(
  rule: AlertRule,
  firing: ReadonlySet<string>,
  { ports, today }: { readonly ports: JudgePorts; readonly today: string },
): Found | undefined {
  const fires = firing.has('');
  const ofShare = (
    kind: 'crashFree' | 'signInFailures',
    rate: number | null | undefined,
    of: number,
  ) => {
    if (rate === undefined) return undefined;
    return new Map<string, Finding>(rate === null ? [] : [['', { kind, rate, of }]]);
  };
  const daily = (days: number) => ({ from: addDays(today, 1 - days), to: today, by: 'day' });
  switch (rule.kind) {
    case 'crashFree': {
      const { rows } = ports.insights.answer('stability', daily(rule.days));
      const whole = summed(rows, ({ sessions }) => sessions);
      const part = whole - summed(rows, ({ crashes }) => crashes);
      const isBelow = (share: number) => share < rule.below / 100;
      return ofShare(rule.kind, judgeShare({ part, whole }, fires, isBelow), whole);
    }
    case 'signInFailures': {
      const { rows } = ports.insights.answer('signins', daily(rule.days));
      const whole = summed(rows, ({ attempts }) => attempts);
      const part = summed(rows, ({ failures }) => failures);
      const isAbove = (share: number) => share > rule.above / 100;
      return ofShare(rule.kind, judgeShare({ part, whole }, fires, isAbove), whole);
    }
    case 'newErrors':
      return newErrors(rule, firing, { ports, today });
    case 'silence': {
      const lasted = ports.silence.lasted();
      const hours = Math.floor(lasted / HOUR_MS);
      // After a restart the count starts over, although nothing has arrived yet.
      const isSilent = fires ? !ports.silence.hasEnded() : hours >= rule.hours;
      return new Map<string, Finding>(isSilent ? [['', { kind: 'silence', hours }]] : []);
    }
  }
}

/** A rule without its destination. */
export function watchedOf(rule: AlertRule): Watched {
  const watched: Watched & Partial<Pick<AlertRule, 'to' | 'language'>> = { ...rule };
  delete watched.to;
  delete watched.language;
  return watched;
}
