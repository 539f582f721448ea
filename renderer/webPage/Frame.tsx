import { makeStyles, Subtitle2, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CandorMark } from '../ui/CandorMark.tsx';

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

interface Props {
  readonly title: string;
  /** What the link says that leads past the navigation. */
  readonly skip: string;
  /** Who is signed in. */
  readonly account: ReactNode;
  readonly navigation: ReactNode;
  readonly children: ReactNode;
}

/** What stands around every page of a server's: who is signed in, and where else one can go. */
export function Frame({ title, skip, account, navigation, children }: Props) {
  const styles = useStyles();
  const { t } = useTranslation();
  return (
    <div className={styles.page}>
      <a
        className={styles.skip}
        href="#content"
        onClick={(event) => {
          event.preventDefault();
          document.getElementById('content')?.focus();
        }}
      >
        {skip}
      </a>
      <header className={styles.header}>
        <span className={styles.mark}>
          <CandorMark size={24} />
        </span>
        <Subtitle2 className={styles.name}>
          {t('app.name')} · {title}
        </Subtitle2>
        {account}
      </header>
      <div className={styles.body}>
        {navigation}
        <main id="content" tabIndex={-1} className={styles.main}>
          {children}
        </main>
      </div>
    </div>
  );
}
