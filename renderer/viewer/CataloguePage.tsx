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
import { useView } from '../app/useView.ts';
import { DatumTable, EnvelopeTable } from './DatumTable.tsx';

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
  intro: { maxWidth: '68ch', color: tokens.colorNeutralForeground2 },
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

/** What error reports can hold beyond what the person agreed to. */
function NewSection() {
  const styles = useStyles();
  const { t } = useTranslation();
  const { consent } = useView();
  const heading = useId();
  if (consent.added.length === 0) return null;
  const { agreed, version } = consent;
  return (
    <section id={NEW} tabIndex={-1} className={styles.section} aria-labelledby={heading}>
      <Subtitle1 as="h3" id={heading} className={styles.heading}>
        {t('viewer.consent.new')}
      </Subtitle1>
      <Text className={styles.intro}>
        {agreed === null
          ? t('viewer.consent.newToAll', { version })
          : t('viewer.consent.newSince', { agreed, version })}
      </Text>
      <div className={styles.table}>
        <DatumTable category="error" names={consent.added} labelledBy={heading} />
      </div>
    </section>
  );
}

const sections = ['error', 'usage', 'census', 'envelope'] as const;
type SectionName = (typeof sections)[number];

function Section({ name }: { name: SectionName }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const heading = useId();
  return (
    <section id={name} tabIndex={-1} className={styles.section} aria-labelledby={heading}>
      <Subtitle1 as="h3" id={heading} className={styles.heading}>
        {t(`help.${name}`)}
      </Subtitle1>
      <Text className={styles.intro}>{t(`help.${name}Intro`)}</Text>
      <div className={styles.table}>
        {name === 'envelope' ? (
          <EnvelopeTable labelledBy={heading} />
        ) : (
          <DatumTable category={name} labelledBy={heading} />
        )}
      </div>
    </section>
  );
}

function goToSection(id: string): void {
  const section = document.getElementById(id);
  section?.scrollIntoView();
  section?.focus({ preventScroll: true });
}

/** Scrolls to what is new in error reports, on this page. */
export const goToNews = (): void => {
  goToSection(NEW);
};

/** Everything that Candor can send, drawn from the catalogue; error reports first. */
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
            {sections.map((name) => (
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
        </div>
        <NewSection />
        {sections.map((name) => (
          <Section key={name} name={name} />
        ))}
      </div>
    </div>
  );
}
