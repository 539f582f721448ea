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
import { DatumTable, EnvelopeTable } from './DatumTable.tsx';

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
                  const section = document.getElementById(name);
                  section?.scrollIntoView();
                  section?.focus({ preventScroll: true });
                }}
              >
                {t(`help.${name}`)}
              </Link>
            ))}
          </nav>
        </div>
        {sections.map((name) => (
          <Section key={name} name={name} />
        ))}
      </div>
    </div>
  );
}
