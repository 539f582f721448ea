import { makeStyles, Text, Title2, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

const useStyles = makeStyles({
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'end',
    gap: tokens.spacingHorizontalL,
    marginBottom: tokens.spacingVerticalXL,
  },
  said: { flexGrow: 1, flexBasis: '280px', minWidth: 0 },
  title: { margin: 0, overflowWrap: 'anywhere' },
  lead: { maxWidth: '72ch', color: tokens.colorNeutralForeground2 },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

interface Props {
  readonly title: string;
  readonly lead: string;
  /** What one can do here. */
  readonly children?: ReactNode;
}

/** The name of a page, what it is for, and what one can do on it. */
export function PageHead({ title, lead, children }: Props) {
  const styles = useStyles();
  const { t } = useTranslation();
  return (
    <div className={styles.head}>
      <title>{t('admin.pageTitle', { page: title })}</title>
      <div className={styles.said}>
        <Title2 as="h1" className={styles.title}>
          {title}
        </Title2>
        <Text block className={styles.lead}>
          {lead}
        </Text>
      </div>
      {children !== undefined && <div className={styles.actions}>{children}</div>}
    </div>
  );
}
