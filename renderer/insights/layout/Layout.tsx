import { Button, makeStyles, Subtitle2, Text, tokens } from '@fluentui/react-components';
import { SignOutRegular } from '@fluentui/react-icons';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { tokenHolder, type Session } from '../../../contract/insights/session.ts';
import { CandorMark } from '../../ui/CandorMark.tsx';
import { LiveRegion } from '../../ui/LiveRegion.tsx';
import type { Problem } from '../answers/ask.ts';
import { LanguageChoiceMenu } from './LanguageChoiceMenu.tsx';
import { Navigation } from './Navigation.tsx';

const narrow = '@media (max-width: 800px)';
const print = '@media print';

const useStyles = makeStyles({
  page: { minHeight: '100dvh', backgroundColor: tokens.colorNeutralBackground2 },
  skip: {
    position: 'absolute',
    left: tokens.spacingHorizontalL,
    top: '-100px',
    zIndex: 1,
    padding: tokens.spacingHorizontalM,
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorBrandForegroundLink,
    ':focus': { top: tokens.spacingVerticalS },
    [print]: { display: 'none' },
  },
  header: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalXXL}`,
    backgroundColor: tokens.colorNeutralBackground1,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    [narrow]: { paddingInline: tokens.spacingHorizontalL },
  },
  mark: { color: tokens.colorBrandForeground1, lineHeight: 0 },
  name: { flexGrow: 1 },
  account: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    [print]: { display: 'none' },
  },
  who: { color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere' },
  body: {
    display: 'grid',
    gridTemplateColumns: '200px minmax(0, 1fr)',
    [narrow]: { display: 'block' },
    [print]: { display: 'block' },
  },
  main: {
    minWidth: 0,
    maxWidth: '1280px',
    padding: `${tokens.spacingVerticalXXL} ${tokens.spacingHorizontalXXL}`,
    paddingInlineStart: tokens.spacingHorizontalS,
    [narrow]: { padding: tokens.spacingHorizontalL },
    [print]: { padding: 0 },
    ':focus': { outlineStyle: 'none' },
  },
});

function Account({ session, signOut }: Pick<Props, 'session' | 'signOut'>) {
  const styles = useStyles();
  const { t } = useTranslation();
  const [problem, setProblem] = useState('');
  const { name } = session;
  const shown =
    name === tokenHolder
      ? t('insights.account.tokenHolder')
      : t('insights.account.signedInAs', { name });
  return (
    <div className={styles.account}>
      <LanguageChoiceMenu />
      <Text size={200} className={styles.who}>
        {shown}
      </Text>
      <Button
        size="small"
        icon={<SignOutRegular />}
        onClick={() => {
          void signOut().then((found) => {
            if (found) setProblem(t('insights.account.failed'));
          });
        }}
      >
        {t('insights.account.signOut')}
      </Button>
      <LiveRegion role="status">{problem}</LiveRegion>
      {problem !== '' && <Text size={200}>{problem}</Text>}
    </div>
  );
}

interface Props {
  readonly session: Session;
  readonly signOut: () => Promise<Problem | undefined>;
  readonly children: ReactNode;
}

/** The frame of every page: who is signed in, and the navigation. */
export function Layout({ session, signOut, children }: Props) {
  const styles = useStyles();
  const { t } = useTranslation();
  return (
    <div className={styles.page}>
      <a
        className={styles.skip}
        href="#numbers"
        onClick={(event) => {
          event.preventDefault();
          document.getElementById('numbers')?.focus();
        }}
      >
        {t('insights.skip')}
      </a>
      <header className={styles.header}>
        <span className={styles.mark}>
          <CandorMark size={24} />
        </span>
        <Subtitle2 className={styles.name}>
          {t('app.name')} · {t('insights.title')}
        </Subtitle2>
        <Account session={session} signOut={signOut} />
      </header>
      <div className={styles.body}>
        <Navigation />
        <main id="numbers" tabIndex={-1} className={styles.main}>
          {children}
        </main>
      </div>
    </div>
  );
}
