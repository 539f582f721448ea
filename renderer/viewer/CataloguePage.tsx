import {
  Body1,
  Link,
  makeStyles,
  Subtitle1,
  Text,
  Title2,
  tokens,
} from '@fluentui/react-components';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { catalogueSections, type CatalogueSection } from '../../contract/viewer.ts';
import { useView } from '../app/useView.ts';
import { Kept } from '../ui/Kept.tsx';
import { DatumTable, EnvelopeTable } from './DatumTable.tsx';
import { WhatItTaught } from './WhatItTaught.tsx';

const NEW = 'new';

const useStyles = makeStyles({
  window: { height: '100%', overflowY: 'auto' },
  page: {
    boxSizing: 'border-box',
    maxWidth: '1040px',
    marginInline: 'auto',
    padding: `${tokens.spacingVerticalXXXL} ${tokens.spacingHorizontalXXL}`,
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalXXXL,
    '@media (max-width: 480px)': {
      padding: `${tokens.spacingVerticalXL} ${tokens.spacingHorizontalL}`,
    },
  },
  intro: {
    maxWidth: '68ch',
    color: tokens.colorNeutralForeground2,
    overflowWrap: 'anywhere',
  },
  title: { margin: `0 0 ${tokens.spacingVerticalS}`, overflowWrap: 'break-word' },
  contents: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalXL}`,
    marginTop: tokens.spacingVerticalL,
  },
  section: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalS,
    scrollMarginTop: tokens.spacingVerticalL,
    outline: 'none',
  },
  heading: { margin: 0 },
  table: { marginTop: tokens.spacingVerticalS },
});

/** What error reports can contain beyond what the person agreed to. */
function NewSection() {
  const styles = useStyles();
  const { t } = useTranslation();
  const { consent } = useView();
  const heading = useId();
  if (consent.added.length === 0) return null;
  return (
    <section id={NEW} tabIndex={-1} className={styles.section} aria-labelledby={heading}>
      <Subtitle1 as="h3" id={heading} className={styles.heading}>
        {t('viewer.consent.new')}
      </Subtitle1>
      <Text className={styles.intro}>
        {t(consent.agreed === null ? 'viewer.consent.newToAll' : 'viewer.consent.newSince')}
      </Text>
      <div className={styles.table}>
        <DatumTable category="error" names={consent.added} labelledBy={heading} />
      </div>
    </section>
  );
}

/** The table of a section: the log has no fields. */
function SectionTable({ name, labelledBy }: { name: CatalogueSection; labelledBy: string }) {
  const { serviceUrl } = useView();
  switch (name) {
    case 'logs':
      return null;
    case 'envelope':
      return <EnvelopeTable labelledBy={labelledBy} />;
    case 'error':
    case 'usage':
    case 'census':
      return (
        <>
          <DatumTable category={name} labelledBy={labelledBy} />
          {serviceUrl !== null && <Kept category={name} />}
        </>
      );
  }
}

function Section({ name }: { name: CatalogueSection }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { logFile } = useView();
  const heading = useId();
  return (
    <section id={name} tabIndex={-1} className={styles.section} aria-labelledby={heading}>
      <Subtitle1 as="h3" id={heading} className={styles.heading}>
        {t(`help.${name}`)}
      </Subtitle1>
      <Text className={styles.intro}>{t(`help.${name}Intro`, { path: logFile })}</Text>
      <div className={styles.table}>
        <SectionTable name={name} labelledBy={heading} />
      </div>
    </section>
  );
}

/** Scrolls to a section of this page, and focuses it for keyboard and screen reader. */
export function goToSection(id: string): void {
  const section = document.getElementById(id);
  section?.scrollIntoView();
  section?.focus({ preventScroll: true });
}

/** Scrolls to what is new in error reports, on this page. */
export const goToNews = (): void => {
  goToSection(NEW);
};

/** Everything that Candor can send, taken from the catalogue; error reports first. */
export function CataloguePage() {
  const styles = useStyles();
  const { t } = useTranslation();
  return (
    <div className={styles.window}>
      <div className={styles.page}>
        <div>
          <Title2 as="h2" block className={styles.title}>
            {t('help.title')}
          </Title2>
          <Body1 block className={styles.intro}>
            {t('help.intro')}
          </Body1>
          <nav className={styles.contents} aria-label={t('help.contents')}>
            {catalogueSections.map((name) => (
              <Link
                key={name}
                as="button"
                onClick={() => {
                  goToSection(name);
                }}
              >
                {t(`help.${name}`)}
              </Link>
            ))}
          </nav>
          <WhatItTaught />
        </div>
        <NewSection />
        {catalogueSections.map((name) => (
          <Section key={name} name={name} />
        ))}
      </div>
    </div>
  );
}
