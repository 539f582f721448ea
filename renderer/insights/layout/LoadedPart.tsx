import type { ReactNode } from 'react';
import { Reading, Unanswered } from '../../webPage/Unanswered.tsx';
import type { Loaded } from '../answers/useAnswer.ts';
import { ProblemNote } from '../figure/ProblemNote.tsx';

interface Props<T> {
  readonly loaded: Loaded<T>;
  /** What is being loaded, in words. */
  readonly what: string;
  readonly children: (answer: T) => ReactNode;
}

/** Shows an answer; until then, that it is loading, or why there is none. */
export function LoadedPart<T>({ loaded, what, children }: Props<T>) {
  switch (loaded.state) {
    case 'answered':
      return children(loaded.answer);
    case 'failed':
      return (
        <Unanswered onAgain={loaded.again}>
          <ProblemNote problem={loaded.problem} />
        </Unanswered>
      );
    case 'loading':
    case 'unfiltered':
      return <Reading what={what} />;
  }
}
