import { Text } from '@fluentui/react-components';
import { useDeed } from '../answers/useDeed.ts';
import type { Asked } from '../answers/askPool.ts';
import { AskDialog } from './AskDialog.tsx';

interface Props<T> {
  readonly title: string;
  readonly detail: string;
  readonly submit: string;
  /** What is done if the person says so. */
  readonly ask: () => Promise<Asked<T>>;
  readonly onDone: (answer: T) => void;
  readonly onClose: () => void;
}

/** Asks whether something is to be done, without anything to fill in. */
export function SureDialog<T>({ detail, ask, onDone, ...rest }: Props<T>) {
  const { problem, run } = useDeed();
  const submit = async () => {
    const answer = await run(ask);
    if (answer !== undefined) onDone(answer);
  };
  return (
    <AskDialog {...rest} problem={problem} onSubmit={() => void submit()}>
      <Text>{detail}</Text>
    </AskDialog>
  );
}
