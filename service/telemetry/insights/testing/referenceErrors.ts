/* The insights' numbers about errors, slowly and plainly, out of what was sent. */
import type { ErrorCounts } from '../../../../contract/insights/answers.ts';
import { told, type ReferenceRow } from './reference.ts';

export function groupOf({ name, fields }: ReferenceRow): string {
  const text = (field: string) => told({ fields }, field);
  if (name === 'exception' || name === 'repeats') return `exception:${text('fingerprint')}`;
  if (name === 'crash') return 'crash:gpu/crash/SIGSEGV';
  return `${name}:${text('errorCode')}`;
}

const personOf = (row: ReferenceRow) => told(row, 'userId');
const peopleOf = (rows: readonly ReferenceRow[]) =>
  new Set(rows.map(personOf).filter((person) => person !== '')).size;

interface Asked {
  readonly from: string;
  readonly to: string;
  /** The least number of people that a part must be of to be counted, and to what numbers of people are rounded. */
  readonly least: number;
  readonly k: number;
  readonly only?: (row: ReferenceRow) => boolean;
}

const errorsOf = (all: readonly ReferenceRow[], { from, to, only = () => true }: Asked) =>
  all.filter((row) => row.category === 'error' && row.day >= from && row.day <= to && only(row));

/** Errors by groups, counted plainly; only what is of enough people that day, on that version and surface. */
export function slowErrors(all: readonly ReferenceRow[], asked: Asked): Partial<ErrorCounts>[] {
  const { least, k } = asked;
  const inRange = errorsOf(all, asked);
  const cellOf = (row: ReferenceRow) => [groupOf(row), row.day, row.version, row.surface].join();
  const rows = inRange.filter(
    (row) => peopleOf(inRange.filter((other) => cellOf(other) === cellOf(row))) >= least,
  );
  return [...new Set(rows.map(groupOf))].map((group) => {
    const own = rows.filter((row) => groupOf(row) === group);
    const reports = own.filter(({ name }) => name !== 'repeats');
    const days = [...new Set(own.map(({ day }) => day))].sort();
    const people = peopleOf(own);
    return {
      group,
      reports: reports.length,
      occurrences: own.reduce((sum, { fields }) => sum + Number(fields['occurrences'] ?? 1), 0),
      people: least > 1 ? people - (people % k) : people,
      firstDay: days[0] ?? '',
      lastDay: days.at(-1) ?? '',
      trend: days.map((day) => ({
        day,
        reports: reports.filter((row) => row.day === day).length,
      })),
    };
  });
}

/** By what a group's reports differ, and of what they measured the median and the 95th percentile, by sorting alone. */
export function slowParts(all: readonly ReferenceRow[], group: string, asked: Asked) {
  const reports = errorsOf(all, asked).filter(
    (row) => groupOf(row) === group && row.name !== 'repeats',
  );
  const parted = (valueOf: (row: ReferenceRow) => string) =>
    [...new Set(reports.map(valueOf))]
      .map((value) => ({
        value,
        reports: reports.filter((row) => valueOf(row) === value).length,
      }))
      .sort((a, b) => b.reports - a.reports || (a.value < b.value ? -1 : 1));
  const quality = (name: string) => {
    const values = reports.flatMap(({ fields }) => (name in fields ? [Number(fields[name])] : []));
    const atLeast = (part: number) =>
      values.filter((one) => values.filter((other) => other <= one).length >= values.length * part);
    const ranked = (part: number) => Math.min(...atLeast(part));
    return values.length > 0
      ? { reports: values.length, median: ranked(0.5), p95: ranked(0.95) }
      : null;
  };
  return {
    version: parted(({ version }) => version),
    surface: parted(({ surface }) => surface),
    processType: parted((row) => told(row, 'processType')),
    architecture: parted((row) => told(row, 'architecture')),
    roundTrip: quality('roundTrip'),
    jitter: quality('jitter'),
    packetLoss: quality('packetLoss'),
  };
}
