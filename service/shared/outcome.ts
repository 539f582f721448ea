import { createTexts } from '../../contract/text/index.ts';
import type { LocalizedText } from '../../contract/text/terminal.ts';

/**
 * A result, or the problem that there was instead: in words for another program, as {@link LocalizedText} for a person.
 */
export type Outcome<T, Problem = string> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };

export const done = <T>(value: T): { ok: true; value: T } => ({ ok: true, value });

export const failed = <Problem>(problem: Problem): { ok: false; problem: Problem } => ({
  ok: false,
  problem,
});

/** Tells whoever runs the server. */
export type Log = (line: LocalizedText) => void;

/** Why a server can't start, for the person who started it; as an uncaught error, in English. */
export class CannotStart extends Error {
  override readonly name = 'CannotStart';
  readonly said: LocalizedText;

  constructor(said: LocalizedText) {
    super(said(createTexts('en').t));
    this.said = said;
  }
}

/** An error's code from the system or SQLite; empty if it has none. */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error) || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}
