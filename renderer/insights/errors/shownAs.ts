import type { Loaded } from '../answers/useAnswer.ts';

/** Rows that are told, or why they are not. */
export type Answered<Row> = Loaded<{
  readonly k: number;
  readonly suppressed: boolean;
  readonly rows: readonly Row[];
}>;

/** Another shape of what is known. */
export function shownAs<Row, Next>(
  shown: Answered<Row>,
  rows: (rows: readonly Row[]) => readonly Next[],
): Answered<Next> {
  return shown.state === 'answered'
    ? { state: 'answered', answer: { ...shown.answer, rows: rows(shown.answer.rows) } }
    : shown;
}
