import type { ReactNode } from 'react';
import { Reading, Unanswered } from '../../webPage/Unanswered.tsx';
import type { Shown } from '../answers/usePool.ts';
import { ProblemBar } from './ProblemBar.tsx';

interface Props<T> {
  readonly shown: Shown<T>;
  readonly again: () => void;
  /** What is read, in words. */
  readonly what: string;
  readonly children: (answer: T) => ReactNode;
}

/** What shows an answer; until there is one, that it is being read, or why there is none. */
export function ShownPart<T>({ shown, again, what, children }: Props<T>) {
  switch (shown.state) {
    case 'answered':
      return children(shown.answer);
    case 'failed':
      return (
        <Unanswered onAgain={again}>
          <ProblemBar problem={shown.problem} />
        </Unanswered>
      );
    case 'loading':
      return <Reading what={what} />;
  }
}
