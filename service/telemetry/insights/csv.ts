/**
 * The start of a text that a spreadsheet would run as a formula; an apostrophe keeps it a text (OWASP, CSV Injection).
 */
const formula = /^[=+\-@\t\r]/;

function cell(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const safe = formula.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A row's columns: members of nested objects get columns of their own; lists and deeper objects become JSON. */
function flat(row: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).flatMap(([name, value]: [string, unknown]) =>
      typeof value === 'object' && value !== null && !Array.isArray(value) && name !== 'fields'
        ? Object.entries(value).map(([inner, of]) => [`${name}.${inner}`, of])
        : [[name, value]],
    ),
  );
}

export const csvType = 'text/csv; charset=utf-8; header=present';

/** Rows as comma-separated values (RFC 4180), with a header line. */
export function toCsv(rows: readonly object[]): string {
  const flattened = rows.map(flat);
  const names = [...new Set(flattened.flatMap(Object.keys))];
  const lines = flattened.map((row) => names.map((name) => cell(row[name])));
  return [names.map(cell), ...lines].map((line) => `${line.join(',')}\r\n`).join('');
}

/** Whether a request asks for CSV, by its `format` or its `Accept` header. */
export const wantsCsv = (accept: string | undefined, format: unknown): boolean =>
  format === 'csv' || (format === undefined && /\btext\/csv\b/i.test(accept ?? ''));
