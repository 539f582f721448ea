import type { Loaded } from '../answers/useAnswer.ts';

/** Rows, or why there are none. */
export type Answered<Row> = Loaded<{
  readonly k: number;
  readonly suppressed: boolean;
  readonly rows: readonly Row[];
}>;

/** Maps the rows, if they are there, to another shape. */
export function shownAs<Row, Next>(
  shown: Answered<Row>,
  rows: (rows: readonly Row[]) => readonly Next[],
): Answered<Next> {
  return shown.state === 'answered'
    ? { state: 'answered', answer: { ...shown.answer, rows: rows(shown.answer.rows) } }
    : shown;
}
