import { makeStyles, Text, Title3, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { CandorMark } from '../ui/CandorMark.tsx';
import { LanguageChoiceMenu } from './LanguageChoiceMenu.tsx';

const useStyles = makeStyles({
  page: {
    minHeight: '100dvh',
    boxSizing: 'border-box',
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    justifyContent: 'center',
    rowGap: tokens.spacingVerticalL,
    padding: tokens.spacingHorizontalL,
    backgroundColor: tokens.colorNeutralBackground2,
  },
  card: {
    boxSizing: 'border-box',
    width: '100%',
    maxWidth: '420px',
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalL,
    padding: tokens.spacingHorizontalXXL,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusXLarge,
    '@media (max-width: 400px)': { padding: tokens.spacingHorizontalL },
  },
  mark: { color: tokens.colorBrandForeground1, lineHeight: 0 },
  head: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalS },
  title: { margin: 0 },
  lead: { color: tokens.colorNeutralForeground2 },
});

interface Props {
  /** What the browser's tab says. */
  readonly pageTitle: string;
  readonly title: string;
  readonly lead: string;
  readonly children: ReactNode;
}

/** Where one says who one is. */
export function SignInCard({ pageTitle, title, lead, children }: Props) {
  const styles = useStyles();
  return (
    <main className={styles.page}>
      <title>{pageTitle}</title>
      <div className={styles.card}>
        <div className={styles.mark}>
          <CandorMark size={40} />
        </div>
        <div className={styles.head}>
          <Title3 as="h1" className={styles.title}>
            {title}
          </Title3>
          <Text className={styles.lead}>{lead}</Text>
        </div>
        {children}
      </div>
      <LanguageChoiceMenu />
    </main>
  );
}
