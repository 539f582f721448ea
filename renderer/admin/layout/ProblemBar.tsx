import { MessageBar, MessageBarBody } from '@fluentui/react-components';
import type { Problem } from '../answers/askPool.ts';
import { useProblemText } from '../words/useProblemText.ts';

/** What is wrong with what was just done, and what to do; nothing where nothing is. */
export function ProblemBar({ problem }: { readonly problem: Problem | undefined }) {
  const textOf = useProblemText();
  if (!problem) return null;
  const isTheirs = problem.kind === 'conflict';
  return (
    <MessageBar role="alert" intent={isTheirs ? 'warning' : 'error'} layout="multiline">
      <MessageBarBody>{textOf(problem)}</MessageBarBody>
    </MessageBar>
  );
}
