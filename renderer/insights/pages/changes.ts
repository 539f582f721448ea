import type { SigninRow, StabilityRow, WindowRow } from '../../../contract/insights/answers.ts';
import { addDays } from '../place/place.ts';
import { sumOf } from './rows.ts';
import { compareShares, shareOf, type Share } from './share.ts';

/** A value, and the same for the seven days before. */
export interface Change {
  readonly how: 'up' | 'down' | 'same';
  readonly now: number;
  readonly before: number;
}

/** The seven days that end on a day. */
const weekTo = (to: string) => ({ from: addDays(to, -6), to });
const within = ({ from, to }: { from: string; to: string }, day: string | null): boolean =>
  day !== null && day >= from && day <= to;

/** Rows of the last seven days, and of the seven before. */
function weeksOf<Row>(rows: readonly Row[], to: string, dayOf: (row: Row) => string | null) {
  const [now, before] = [weekTo(to), weekTo(addDays(to, -7))];
  return {
    now: rows.filter((row) => within(now, dayOf(row))),
    before: rows.filter((row) => within(before, dayOf(row))),
  };
}

/** An average stands for a week only if at least this many of its days are shown. */
const LEAST_DAYS = 5;

/** Devices on an average day. A difference within the usual chance variation of such counts is no change. */
export function changeOfDevices(rows: readonly WindowRow[], to: string): Change | undefined {
  const average = (week: readonly WindowRow[]) => {
    const told = week.filter(({ devices }) => devices !== null);
    const sum = sumOf(told, ({ devices }) => devices);
    return sum === null || told.length < LEAST_DAYS ? undefined : sum / told.length;
  };
  const weeks = weeksOf(rows, to, ({ from }) => from);
  const [now, before] = [average(weeks.now), average(weeks.before)];
  if (now === undefined || before === undefined) return undefined;
  const byChance = 1.96 * Math.sqrt(now + before);
  const how = Math.abs(now - before) <= byChance ? 'same' : now > before ? 'up' : 'down';
  return { how, now, before };
}

function changeOf(now: Share | undefined, before: Share | undefined): Change | undefined {
  if (!now || !before) return undefined;
  return { how: compareShares(now, before), now: now.share, before: before.share };
}

/** The share of sign-in attempts that failed. */
export function changeOfSignIns(rows: readonly SigninRow[], to: string): Change | undefined {
  const share = (week: readonly SigninRow[]) => {
    const told = week.filter(({ failures }) => failures !== null);
    return shareOf(
      sumOf(told, (row) => row.failures) ?? 0,
      sumOf(told, (row) => row.attempts) ?? 0,
    );
  };
  const weeks = weeksOf(rows, to, ({ day }) => day);
  return changeOf(share(weeks.now), share(weeks.before));
}

/** The share of sessions without a crash. */
export function crashFreeIn(rows: readonly StabilityRow[]): Share | undefined {
  const told = rows.filter(({ rate, sessions }) => rate !== null && sessions !== null);
  const crashFree = sumOf(told, (row) => Math.round((row.rate ?? 0) * (row.sessions ?? 0)));
  return shareOf(crashFree ?? 0, sumOf(told, (row) => row.sessions) ?? 0);
}

export function changeOfCrashFree(rows: readonly StabilityRow[], to: string): Change | undefined {
  const weeks = weeksOf(rows, to, ({ day }) => day);
  return changeOf(crashFreeIn(weeks.now), crashFreeIn(weeks.before));
}
