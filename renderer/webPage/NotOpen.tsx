import { Button, makeStyles, Spinner, Title3, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

const useStyles = makeStyles({
  alone: {
    minHeight: '100dvh',
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    justifyContent: 'center',
    rowGap: tokens.spacingVerticalM,
    padding: tokens.spacingHorizontalL,
    boxSizing: 'border-box',
    textAlign: 'center',
  },
  title: { margin: 0 },
});

/** The whole page while it is asked who is signed in. */
export function Opening({ title }: { readonly title: string }) {
  const styles = useStyles();
  const { t } = useTranslation();
  return (
    <main className={styles.alone}>
      <Spinner label={t('webPage.loading', { what: title })} />
    </main>
  );
}

interface Props {
  readonly title: string;
  readonly onAgain: () => void;
  /** What is wrong. */
  readonly children: ReactNode;
}

/** The whole page where that could not be told. */
export function NotOpen({ title, onAgain, children }: Props) {
  const styles = useStyles();
  const { t } = useTranslation();
  return (
    <main className={styles.alone}>
      <Title3 as="h1" className={styles.title}>
        {title}
      </Title3>
      {children}
      <Button onClick={onAgain}>{t('webPage.again')}</Button>
    </main>
  );
}
