/** What a column holds: a number's unit decides how it is written for people. */
export interface Column {
  /** Its name for machines. */
  readonly key: string;
  readonly label: string;
  readonly kind: 'text' | 'day' | 'count' | 'share';
  /** Where it is left out: what is written for people is not taken along, and the numbers it is of are. */
  readonly only?: 'shown' | 'taken';
}

/** A figure's numbers as a table; null is what is not told. */
export interface FigureData {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/** The columns that are shown, or those that are taken along. */
export function columnsFor(where: 'shown' | 'taken', { columns, rows }: FigureData): FigureData {
  const isIn = (column: Column | undefined) => (column?.only ?? where) === where;
  return {
    columns: columns.filter(isIn),
    rows: rows.map((row) => row.filter((_, at) => isIn(columns[at]))),
  };
}

/** A spreadsheet would take such a text, which a stranger's client may have sent, for a formula (OWASP, CSV injection). */
const harmless = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);

/** As CSV by RFC 4180; numbers are written for machines, shares as 0 to 1, and what is not told is empty. */
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

/** As JSON: one object a row. */
export function toJson({ columns, rows }: FigureData): string {
  const objects = rows.map((row) =>
    Object.fromEntries(columns.map(({ key }, index) => [key, row[index] ?? null])),
  );
  return `${JSON.stringify(objects, null, 2)}\n`;
}

/** As text between tabs, which spreadsheets take from the clipboard. */
export function toTabs({ columns, rows }: FigureData): string {
  const cell = (value: string | number | null): string =>
    typeof value === 'string' ? harmless(value).replace(/[\t\r\n]+/g, ' ') : String(value ?? '');
  return [columns.map(({ label }) => label), ...rows]
    .map((row) => row.map(cell).join('\t'))
    .join('\n');
}
