interface Counted {
  readonly group: string;
  readonly reports: number;
}

/** A group of errors, and its reports of each of two versions; null where they are not told. */
export interface ErrorOfBoth<Row> {
  readonly error: Row;
  readonly version: number | null;
  readonly against: number | null;
}

/**
 * The groups that either met, those of the most reports first.
 * @param none what is said of a version of which a group has no row: null where it may be too small to be told.
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
