/** A column: a number's unit decides how it is formatted. */
export interface Column {
  /** The name in downloads. */
  readonly key: string;
  readonly label: string;
  readonly kind: 'text' | 'day' | 'count' | 'share';
  /** Left out of one of both: formatted texts aren't downloaded, and the numbers behind them aren't shown. */
  readonly only?: 'shown' | 'taken';
}

/** A figure's numbers as a table; null is a value that isn't shown. */
export interface FigureData {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/** The columns to show, or those to download. */
export function columnsFor(where: 'shown' | 'taken', { columns, rows }: FigureData): FigureData {
  const isIn = (column: Column | undefined) => (column?.only ?? where) === where;
  return {
    columns: columns.filter(isIn),
    rows: rows.map((row) => row.filter((_, at) => isIn(columns[at]))),
  };
}

/**
 * A spreadsheet would run such a text, which a stranger's client may have sent, as a formula (OWASP, CSV injection).
 */
const harmless = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);

/** CSV by RFC 4180; numbers are unformatted, shares from 0 to 1, and values that aren't shown are empty. */
export function toCsv({ columns, rows }: FigureData): string {
  const cell = (value: string | number | null): string => {
    if (value === null) return '';
    if (typeof value === 'number') return String(value);
    const text = harmless(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return [columns.map(({ key }) => key), ...rows]
    .map((row) => `${row.map(cell).join(',')}\r\n`)
    .join('');
}

/** JSON: one object per row. */
export function toJson({ columns, rows }: FigureData): string {
  const objects = rows.map((row) =>
    Object.fromEntries(columns.map(({ key }, index) => [key, row[index] ?? null])),
  );
  return `${JSON.stringify(objects, null, 2)}\n`;
}

/** Text separated by tabs, which spreadsheets paste from the clipboard. */
export function toTabs({ columns, rows }: FigureData): string {
  const cell = (value: string | number | null): string =>
    typeof value === 'string' ? harmless(value).replace(/[\t\r\n]+/g, ' ') : String(value ?? '');
  return [columns.map(({ label }) => label), ...rows]
    .map((row) => row.map(cell).join('\t'))
    .join('\n');
}
