import { Button, makeStyles, Spinner, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Shown } from '../answers/usePool.ts';
import { ProblemBar } from './ProblemBar.tsx';

const useStyles = makeStyles({
  problem: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'start',
    rowGap: tokens.spacingVerticalS,
  },
  loading: { alignSelf: 'start', justifyContent: 'start' },
});

interface Props<T> {
  readonly shown: Shown<T>;
  readonly again: () => void;
  /** What is read, in words. */
  readonly what: string;
  readonly children: (answer: T) => ReactNode;
}

/** What shows an answer; until there is one, that it is being read, or why there is none. */
export function ShownPart<T>({ shown, again, what, children }: Props<T>) {
  const styles = useStyles();
  const { t } = useTranslation();
  switch (shown.state) {
    case 'answered':
      return children(shown.answer);
    case 'failed':
      return (
        <div className={styles.problem}>
          <ProblemBar problem={shown.problem} />
          <Button onClick={again}>{t('webPage.again')}</Button>
        </div>
      );
    case 'loading':
      return (
        <Spinner className={styles.loading} size="tiny" label={t('webPage.loading', { what })} />
      );
  }
}
