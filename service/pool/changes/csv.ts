import { CsvError, parse } from 'csv-parse/sync';
import type { AdminProblem } from '../../../contract/admin/problems.ts';
import { importColumns, mostImported } from '../../../contract/admin/imports.ts';
import { done, failed, type Outcome } from '../../shared/outcome.ts';

/** What a spreadsheet would take as the beginning of a formula (OWASP, CSV injection). */
const formula = /^[=+\-@\t\r]/;
const guarded = /^'[=+\-@\t\r]/;

const cell = (text: string): string => {
  const safe = formula.test(text) ? `'${text}` : text;
  return /[",;\r\n']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** Rows as CSV (RFC 4180) in which no spreadsheet finds a formula. */
export const formatCsv = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');

/** A line of a file of accounts; `fields` are more than there are columns where it does not fit them. */
export interface CsvLine {
  readonly line: number;
  readonly address: string;
  readonly name: string;
  readonly fits: boolean;
}

/** The separator that the first line uses, as spreadsheets of different languages have it. */
function separatorOf(text: string): string {
  const [first = ''] = text.split(/[\r\n]/, 1);
  return [';', '\t'].find((one) => first.includes(one)) ?? ',';
}

const unguarded = (text: string): string => (guarded.test(text) ? text.slice(1) : text);

interface Record {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

function read(text: string): Outcome<Record[], AdminProblem> {
  try {
    const records: unknown = parse(text, {
      bom: true,
      delimiter: separatorOf(text),
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      // The header, and one more than may be: so many that there are too many.
      to: mostImported + 2,
      trim: true,
    });
    return done(records as Record[]);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = Number(error['lines']);
    return failed({ kind: 'badCsv', line: line >= 1 ? line : null });
  }
}

/** Reads a file of accounts, whose first line names its columns. */
export function parseAccountsCsv(text: string): Outcome<readonly CsvLine[], AdminProblem> {
  const parsed = read(text);
  if (!parsed.ok) return parsed;
  const [first, ...records] = parsed.value;
  const header = first?.record.map((name) => name.toLowerCase()) ?? [];
  const [address, name] = importColumns.map((column) => header.indexOf(column));
  if (address === undefined || address < 0) return failed({ kind: 'noColumn', column: 'address' });
  if (records.length > mostImported) return failed({ kind: 'tooManyLines', most: mostImported });
  return done(
    records.map(({ record, info }) => ({
      line: info.lines,
      address: unguarded(record[address] ?? ''),
      name: unguarded(record[name ?? -1] ?? ''),
      fits: record.length <= header.length,
    })),
  );
}
