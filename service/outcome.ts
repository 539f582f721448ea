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
