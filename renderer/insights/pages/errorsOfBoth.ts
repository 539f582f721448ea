interface Counted {
  readonly group: string;
  readonly reports: number;
}

/** An error group with its reports from each of two versions; null if they aren't shown. */
export interface ErrorOfBoth<Row> {
  readonly error: Row;
  readonly version: number | null;
  readonly against: number | null;
}

/**
 * The groups that either version reported, most reports first.
 * @param none the value for a version that has no row of a group: null if the group may be too small to be shown.
 */
export function besideEachOther<Row extends Counted>(
  version: readonly Row[],
  against: readonly Row[],
  none: 0 | null,
): ErrorOfBoth<Row>[] {
  const ofAgainst = new Map(against.map((row) => [row.group, row]));
  const ofVersion = new Set(version.map(({ group }) => group));
  const sum = (row: ErrorOfBoth<Row>) => (row.version ?? 0) + (row.against ?? 0);
  return [
    ...version.map((error) => ({
      error,
      version: error.reports,
      against: ofAgainst.get(error.group)?.reports ?? none,
    })),
    ...against
      .filter(({ group }) => !ofVersion.has(group))
      .map((error) => ({ error, version: none, against: error.reports })),
  ].toSorted((one, other) => sum(other) - sum(one));
}
