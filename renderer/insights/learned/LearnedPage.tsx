import {
  Button,
  makeStyles,
  Spinner,
  Subtitle2,
  Text,
  Title2,
  tokens,
  typographyStyles,
} from '@fluentui/react-components';
import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { learnedSchema, readingKinds, type Learned } from '../../../contract/insights/learned.ts';
import { useAsked } from '../answers/useAnswer.ts';
import { ProblemNote } from '../figure/ProblemNote.tsx';
import { useWords } from '../figure/useWords.ts';
import { LanguageChoiceMenu } from '../../webPage/LanguageChoiceMenu.tsx';
import { LearnedFigures } from './LearnedFigures.tsx';

const useStyles = makeStyles({
  page: { minHeight: '100dvh', backgroundColor: tokens.colorNeutralBackground2 },
  main: {
    boxSizing: 'border-box',
    maxWidth: '1040px',
    marginInline: 'auto',
    padding: `${tokens.spacingVerticalXXL} ${tokens.spacingHorizontalL}`,
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalXXL,
  },
  language: { alignSelf: 'end', '@media print': { display: 'none' } },
  words: { maxWidth: '68ch' },
  quiet: { color: tokens.colorNeutralForeground3 },
  title: { margin: 0 },
  tiles: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 200px), 1fr))',
    gap: tokens.spacingHorizontalL,
    margin: 0,
  },
  number: { ...typographyStyles.title2, margin: 0, color: tokens.colorBrandForeground1 },
  list: { marginBlock: tokens.spacingVerticalS },
});

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const styles = useStyles();
  const id = useId();
  return (
    <section aria-labelledby={id} className={styles.words}>
      <Subtitle2 as="h2" id={id} block className={styles.title}>
        {title}
      </Subtitle2>
      {children}
    </section>
  );
}

function Tiles({ learned }: { readonly learned: Learned }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const words = useWords();
  const { k, last28Days, crashFree, versions } = learned;
  const { devices, people } = last28Days;
  const few = t('insights.figure.few', { count: k });
  const about = (count: number) => t('insights.overview.about', { count });
  const tiles = [
    {
      name: t('insights.learned.devices'),
      number: devices === null ? few : about(devices),
      more: people === null ? '' : t('insights.learned.people', { people: about(people) }),
    },
    {
      name: t('insights.learned.crashFree'),
      number: crashFree ? words.share(crashFree.rate) : few,
      more: '',
    },
    { name: t('insights.learned.version'), number: versions[0]?.version ?? few, more: '' },
  ];
  return (
    <dl className={styles.tiles} aria-label={t('insights.learned.glance')}>
      {tiles.map(({ name, number, more }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className={styles.number}>
            {number}
            {more !== '' && (
              <Text block className={styles.quiet}>
                {more}
              </Text>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Told({ learned }: { readonly learned: Learned }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const words = useWords();
  const { from, to, retention, readings } = learned;
  return (
    <>
      <div className={styles.words}>
        <Text block>{t('insights.learned.lead')}</Text>
        <Text block className={styles.quiet}>
          {t('insights.learned.of', { from: words.day(from), to: words.day(to) })}
        </Text>
      </div>
      <Tiles learned={learned} />
      <LearnedFigures learned={learned} />
      <Section title={t('insights.learned.kept')}>
        <ul className={styles.list}>
          <li>{t('insights.learned.keptCensus', { count: retention.census })}</li>
          <li>{t('insights.learned.keptUsage', { count: retention.usage })}</li>
          <li>{t('insights.learned.keptError', { count: retention.error })}</li>
        </ul>
      </Section>
      <Section title={t('insights.learned.looked')}>
        <Text>{t('insights.learned.lookedLead')}</Text>
        <ul className={styles.list}>
          {readingKinds.map((kind) => (
            <li key={kind}>
              {t(`insights.learned.${kind}`, { number: words.count(readings[kind]) })}
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}

function Content() {
  const { t } = useTranslation();
  const shown = useAsked('../v1/learned', learnedSchema);
  switch (shown.state) {
    case 'answered':
      return <Told learned={shown.answer} />;
    case 'failed':
      return shown.problem.kind === 'refused' && shown.problem.status === 404 ? (
        <Text>{t('insights.learned.closed')}</Text>
      ) : (
        <div>
          <ProblemNote problem={shown.problem} />
          <Button onClick={shown.again}>{t('webPage.again')}</Button>
        </div>
      );
    case 'loading':
    case 'unfiltered':
      return <Spinner label={t('webPage.loading', { what: t('insights.learned.title') })} />;
  }
}

/** What the data taught, in plain words, and what people can do about their own data. */
export function LearnedPage() {
  const styles = useStyles();
  const { t } = useTranslation();
  const title = t('insights.learned.title');
  return (
    <div className={styles.page}>
      <title>{`${title} – Candor`}</title>
      <main className={styles.main}>
        <div className={styles.language}>
          <LanguageChoiceMenu />
        </div>
        <Title2 as="h1" className={styles.title}>
          {title}
        </Title2>
        <Content />
        <Section title={t('insights.learned.yours')}>
          <Text block>{t('insights.learned.yoursLead')}</Text>
          <Text block>{t('insights.learned.yoursOther')}</Text>
        </Section>
      </main>
    </div>
  );
}
