import { Button, makeStyles, Spinner, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Loaded } from '../answers/useAnswer.ts';
import { ProblemNote } from '../figure/ProblemNote.tsx';

const useStyles = makeStyles({
  problem: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'start',
    rowGap: tokens.spacingVerticalS,
  },
  loading: { alignSelf: 'start' },
});

interface Props<T> {
  readonly loaded: Loaded<T>;
  /** What is being loaded, in words. */
  readonly what: string;
  readonly children: (answer: T) => ReactNode;
}

/** Shows an answer; until then, that it is loading, or why there is none. */
export function LoadedPart<T>({ loaded, what, children }: Props<T>) {
  const styles = useStyles();
  const { t } = useTranslation();
  switch (loaded.state) {
    case 'answered':
      return children(loaded.answer);
    case 'failed':
      return (
        <div className={styles.problem}>
          <ProblemNote problem={loaded.problem} />
          <Button onClick={loaded.again}>{t('webPage.again')}</Button>
        </div>
      );
    case 'loading':
    case 'unfiltered':
      return (
        <Spinner className={styles.loading} size="tiny" label={t('webPage.loading', { what })} />
      );
  }
}
