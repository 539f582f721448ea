import { Button, makeStyles, Spinner, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

const useStyles = makeStyles({
  problem: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'start',
    rowGap: tokens.spacingVerticalS,
  },
  loading: { alignSelf: 'start', justifyContent: 'start' },
});

/** That an answer is being read. @param what what it is about, in words. */
export function Reading({ what }: { readonly what: string }) {
  const styles = useStyles();
  const { t } = useTranslation();
  return <Spinner className={styles.loading} size="tiny" label={t('webPage.loading', { what })} />;
}

interface Props {
  readonly onAgain: () => void;
  /** Why there is no answer. */
  readonly children: ReactNode;
}

/** Why there is no answer, and a button to ask again. */
export function Unanswered({ onAgain, children }: Props) {
  const styles = useStyles();
  const { t } = useTranslation();
  return (
    <div className={styles.problem}>
      {children}
      <Button onClick={onAgain}>{t('webPage.again')}</Button>
    </div>
  );
}
