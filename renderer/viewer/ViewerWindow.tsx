import {
  Button,
  makeStyles,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  Subtitle2,
  Tab,
  TabList,
  tokens,
} from '@fluentui/react-components';
import {
  BookRegular,
  DocumentTextRegular,
  ScalesRegular,
  TextBulletListSquareRegular,
} from '@fluentui/react-icons';
import { useEffect, useId, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import {
  parsePlace,
  viewerPages,
  type ViewerPage,
  type ViewerPlace,
} from '../../contract/viewer.ts';
import { DecisionAnnouncer } from '../home/DecisionAnnouncer.tsx';
import { Warnings } from '../home/Warnings.tsx';
import { WhatIsNew } from '../options/WhatIsNew.tsx';
import { rememberedLocation, rememberLocation } from '../app/place.ts';
import { useMediaQuery } from '../ui/useMediaQuery.ts';
import { useCandor } from '../app/useView.ts';
import { Actions, type ActionOutcome } from './Actions.tsx';
import { CataloguePage, goToNews, goToSection } from './CataloguePage.tsx';
import { DecisionsPage } from './DecisionsPage.tsx';
import { ErasureNotice } from './ErasureNotice.tsx';
import { LedgerPage } from './LedgerPage.tsx';
import { RecordsPage } from './RecordsPage.tsx';

const narrow = '(max-width: 480px)';

const useStyles = makeStyles({
  window: {
    height: '100dvh',
    display: 'flex',
    flexDirection: 'column',
    backgroundColor: tokens.colorNeutralBackground2,
  },
  header: {
    flexShrink: 0,
    backgroundColor: tokens.colorNeutralBackground1,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    paddingTop: tokens.spacingVerticalM,
    paddingInline: tokens.spacingHorizontalL,
  },
  top: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: tokens.spacingHorizontalS,
  },
  title: { margin: 0 },
  tabs: {
    flexWrap: 'wrap',
    marginInlineStart: `calc(-1 * ${tokens.spacingHorizontalMNudge})`,
    // Fluent centres a name in the space reserved for its bold form, which moves it away from its icon.
    '& .fui-Tab__content': { textAlign: 'start' },
    // Without their icons they take fewer rows.
    [`@media ${narrow}`]: {
      marginTop: tokens.spacingVerticalXS,
      '& .fui-Tab__icon': { display: 'none' },
    },
  },
  notices: {
    flexShrink: 0,
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalS,
    maxHeight: '30%',
    overflowY: 'auto',
    paddingInline: tokens.spacingHorizontalL,
    // Its lists stay, empty, if there is nothing to say.
    '&:has(:not(:empty))': { paddingBlock: tokens.spacingVerticalS },
  },
  panel: { flexGrow: 1, minHeight: 0 },
});

const pages = {
  records: { Page: RecordsPage, icon: <TextBulletListSquareRegular /> },
  decisions: { Page: DecisionsPage, icon: <ScalesRegular /> },
  catalogue: { Page: CataloguePage, icon: <BookRegular /> },
  ledger: { Page: LedgerPage, icon: <DocumentTextRegular /> },
} as const;

function usePage() {
  const { main } = useCandor();
  const [place, setPlace] = useState<ViewerPlace>(() => parsePlace(rememberedLocation()));
  useEffect(() => main.on('viewerRequested', setPlace), [main]);
  useEffect(() => {
    rememberLocation(place.page);
    // A section that is requested again is scrolled to again, even if it is the same.
    if (place.section !== undefined) goToSection(place.section);
  }, [place]);
  const setPage = (page: ViewerPage) => {
    setPlace({ page });
  };
  return [place.page, setPage] as const;
}

/** View > What Candor sends: what is here, what was decided, what could ever be sent, and what was done. */
export function ViewerWindow() {
  const styles = useStyles();
  const { t } = useTranslation();
  const [page, setPage] = usePage();
  const [said, setSaid] = useState<ActionOutcome>();
  const isNarrow = useMediaQuery(narrow);
  const prefix = useId();
  const { Page } = pages[page];
  return (
    <div className={styles.window}>
      <title>{t('viewer.title')}</title>
      <DecisionAnnouncer />
      <header className={styles.header}>
        <div className={styles.top}>
          <Subtitle2 as="h1" className={styles.title}>
            {t('viewer.title')}
          </Subtitle2>
          <Actions onSaid={setSaid} />
        </div>
        <TabList
          className={styles.tabs}
          size={isNarrow ? 'small' : 'medium'}
          aria-label={t('viewer.pages.label')}
          selectedValue={page}
          onTabSelect={(_, { value }) => {
            setPage(parsePlace(String(value)).page);
          }}
        >
          {viewerPages.map((it) => (
            <Tab
              key={it}
              id={`${prefix}-${it}`}
              value={it}
              icon={pages[it].icon}
              aria-controls={`${prefix}-panel`}
            >
              {t(`viewer.pages.${it}`)}
            </Tab>
          ))}
        </TabList>
      </header>
      <section className={styles.notices} aria-label={t('viewer.notices')}>
        <Warnings />
        <ErasureNotice />
        <WhatIsNew
          actions={
            <MessageBarActions>
              <Button
                onClick={() => {
                  flushSync(() => {
                    setPage('catalogue');
                  });
                  goToNews();
                }}
              >
                {t('viewer.consent.show')}
              </Button>
            </MessageBarActions>
          }
        />
        {said && (
          <MessageBar intent={said.intent} layout="multiline" role="status">
            <MessageBarBody>{said.text}</MessageBarBody>
          </MessageBar>
        )}
      </section>
      <main
        id={`${prefix}-panel`}
        role="main"
        aria-labelledby={`${prefix}-${page}`}
        className={styles.panel}
      >
        <Page />
      </main>
    </div>
  );
}
