/** What went well, or what to tell the person about what did not. */
export type Outcome<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: string };

export const done = <T>(value: T): Outcome<T> => ({ ok: true, value });

export const failed = (problem: string): { ok: false; problem: string } => ({ ok: false, problem });

/** The system's or SQLite's code of an error, where it has one. */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error) || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}

/** SQLite's result code of an error, without its extension. */
const resultOf = (error: unknown): number =>
  error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : 0;

/** Whether SQLite could not write: SQLITE_IOERR or SQLITE_FULL. */
export const isFull = (error: unknown): boolean => [10, 13].includes(resultOf(error));

/** Whether a file is no sound database: SQLITE_CORRUPT or SQLITE_NOTADB. */
export const isUnreadable = (error: unknown): boolean => [11, 26].includes(resultOf(error));
