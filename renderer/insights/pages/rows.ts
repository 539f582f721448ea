import type { Series } from '../charts/series.ts';

/** One value per day; null on days without a row or a number. */
export function acrossDays<Row>(
  days: readonly string[],
  rows: readonly Row[],
  dayOf: (row: Row) => string | null,
  value: (row: Row) => number | null,
): (number | null)[] {
  const told = new Map(rows.map((row) => [dayOf(row), value(row)]));
  return days.map((day) => told.get(day) ?? null);
}

interface TraitRow {
  readonly day: string | null;
  readonly value: string | null;
  readonly rest: boolean;
  readonly deviceDays: number | null;
  readonly share: number | null;
}

/** The most frequent values of a trait, each across days. @param most how many values at most. */
export function sharesAcrossDays(
  days: readonly string[],
  rows: readonly TraitRow[],
  most: number,
): (Series & { readonly value: string })[] {
  const sums = new Map<string, number>();
  for (const { value, rest, deviceDays } of rows)
    if (value !== null && !rest) sums.set(value, (sums.get(value) ?? 0) + (deviceDays ?? 0));
  return [...sums]
    .sort(([, a], [, b]) => b - a)
    .slice(0, most)
    .map(([value]) => ({
      name: value,
      value,
      values: acrossDays(
        days,
        rows.filter((row) => row.value === value && !row.rest),
        ({ day }) => day,
        ({ share }) => share,
      ),
    }));
}

/** The sum of all shown numbers; null if there are none. */
export function sumOf<Row>(
  rows: readonly Row[],
  value: (row: Row) => number | null,
): number | null {
  const told = rows.map(value).filter((one) => one !== null);
  return told.length === 0 ? null : told.reduce((sum, one) => sum + one, 0);
}
