import {
  Badge,
  Caption1,
  makeStyles,
  Subtitle2,
  Text,
  tokens,
  typographyStyles,
} from '@fluentui/react-components';
import {
  BugRegular,
  CheckmarkCircleFilled,
  CircleRegular,
  DataTrendingRegular,
  DesktopRegular,
  InfoRegular,
  LockClosedRegular,
  PersonRegular,
} from '@fluentui/react-icons';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Category } from '../../contract/datum.ts';
import type { Decision } from '../../contract/consent.ts';
import { policyProblem } from '../../contract/policyProblem.ts';
import { useView } from '../app/useView.ts';
import { because, decider } from './decisionText.ts';

const useStyles = makeStyles({
  card: {
    // The rows belong to the grid, so that they align across neighbouring cards.
    display: 'grid',
    gridRow: 'span 3',
    gridTemplateRows: 'subgrid',
    rowGap: 0,
    minWidth: 0,
    padding: tokens.spacingHorizontalL,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusXLarge,
  },
  head: {
    display: 'flex',
    alignItems: 'center',
    // If name and decision don't fit beside each other, the decision goes below.
    flexWrap: 'wrap',
    gap: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalS}`,
    minHeight: '24px',
  },
  categoryIcon: { flexShrink: 0, color: tokens.colorBrandForeground1, fontSize: '20px' },
  name: { ...typographyStyles.subtitle2, margin: 0, flexGrow: 1, minWidth: 0 },
  badge: { flexShrink: 0 },
  summary: {
    marginTop: tokens.spacingVerticalS,
    marginBottom: tokens.spacingVerticalL,
    color: tokens.colorNeutralForeground2,
  },
  why: {
    alignContent: 'start',
    paddingTop: tokens.spacingVerticalM,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    display: 'grid',
    gridTemplateColumns: '20px minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalS,
    rowGap: tokens.spacingVerticalXXS,
  },
  whyIcon: { fontSize: '16px', lineHeight: 0, marginTop: '2px', justifySelf: 'center' },
  detail: { gridColumn: 2, color: tokens.colorNeutralForeground3, overflowWrap: 'anywhere' },
});

const categoryIcons = {
  census: DesktopRegular,
  usage: DataTrendingRegular,
  error: BugRegular,
} as const;

const deciderIcons = {
  person: PersonRegular,
  policy: LockClosedRegular,
  candor: InfoRegular,
} as const;

function Why({ decision }: { decision: Decision }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { language } = useView();
  const { source, key, since, location, problem, organisation } = decision.because;
  const Icon = deciderIcons[decider(source)];
  const instant = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short' });
  return (
    <div className={styles.why}>
      <Icon className={styles.whyIcon} aria-hidden />
      <Text>
        {t(`decision.because.${because(decision)}`, {
          source: organisation ?? t(`decision.source.${source}`),
          key,
        })}
      </Text>
      {location !== undefined && (
        <Caption1 className={styles.detail}>
          {problem === undefined
            ? t('decision.where', { location })
            : t('decision.whereUnreadable', { location, problem: policyProblem(t, problem) })}
        </Caption1>
      )}
      {since !== null && (
        <Caption1 className={styles.detail}>
          <time dateTime={since}>
            {t('decision.since', { date: instant.format(new Date(since)) })}
          </time>
        </Caption1>
      )}
    </div>
  );
}

/** One category: what it is, whether it is collected, and who decided so. */
export function CategoryCard({ category }: { category: Category }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const decision = useView().decisions[category];
  const name = useId();
  const Icon = categoryIcons[category];
  const { allowed } = decision;
  return (
    <article className={styles.card} aria-labelledby={name}>
      <div className={styles.head}>
        <Icon className={styles.categoryIcon} aria-hidden />
        <Subtitle2 as="h3" id={name} className={styles.name}>
          {t(`category.${category}.name`)}
        </Subtitle2>
        <Badge
          className={styles.badge}
          size="large"
          appearance="tint"
          color={allowed ? 'brand' : 'informative'}
          icon={allowed ? <CheckmarkCircleFilled /> : <CircleRegular />}
        >
          {t(allowed ? 'decision.on' : 'decision.off')}
        </Badge>
      </div>
      <Text className={styles.summary}>{t(`category.${category}.summary`)}</Text>
      <Why decision={decision} />
    </article>
  );
}
