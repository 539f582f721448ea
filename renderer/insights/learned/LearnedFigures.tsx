import { makeStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { Learned, LearnedError } from '../../../contract/insights/learned.ts';
import { Bars } from '../charts/Bars.tsx';
import { DayLines } from '../charts/DayLines.tsx';
import { Figure } from '../figure/Figure.tsx';
import { Figures } from '../figure/Figures.tsx';

const useStyles = makeStyles({ list: { margin: 0, overflowWrap: 'anywhere' } });

/** The figures: devices by week, versions, and the most frequent errors. */
export function LearnedFigures({ learned }: { readonly learned: Learned }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { k, weeks, versions, errors } = learned;
  const shown = <Row,>(rows: readonly Row[]) => ({
    state: 'answered' as const,
    answer: { k, suppressed: true, rows },
  });
  const count = (key: 'devices' | 'people') => ({
    key,
    label: t(`insights.trait.${key}`),
    kind: 'count' as const,
  });
  const day = (key: 'from' | 'to') => ({
    key,
    label: t(`insights.trait.${key}`),
    kind: 'day' as const,
  });
  const nameOf = ({ kind, title }: LearnedError) =>
    [t(`viewer.recordName.${kind}`), ...(title === null ? [] : [title])].join(': ');
  const reportsOf = ({ trend }: LearnedError) =>
    trend.reduce((sum, { reports }) => sum + reports, 0);
  const weeksTitle = t('insights.learned.weeks');
  const versionsTitle = t('insights.learned.versions');
  return (
    <Figures>
      <Figure
        isWide
        title={weeksTitle}
        explain={t('insights.learned.weeksExplain')}
        name="candor-learned-weeks"
        shown={shown(weeks)}
        table={(rows) => ({
          columns: [day('from'), day('to'), count('devices'), count('people')],
          rows: rows.map(({ from, to, devices, people }) => [from, to, devices, people]),
        })}
        chart={(rows) => (
          <DayLines
            title={weeksTitle}
            kind="count"
            days={rows.map(({ from }) => from)}
            series={(['devices', 'people'] as const).map((key) => ({
              name: t(`insights.trait.${key}`),
              values: rows.map((row) => row[key]),
            }))}
          />
        )}
      />
      <Figure
        title={versionsTitle}
        explain={t('insights.learned.versionsExplain')}
        name="candor-learned-versions"
        shown={shown(versions)}
        table={(rows) => ({
          columns: [
            { key: 'version', label: t('insights.trait.value.version'), kind: 'text' },
            { key: 'share', label: t('insights.trait.share'), kind: 'share' },
          ],
          rows: rows.map(({ version, share }) => [version, share]),
        })}
        chart={(rows) => (
          <Bars
            title={versionsTitle}
            kind="share"
            bars={rows.map(({ version, share }) => ({ name: version, value: share }))}
          />
        )}
      />
      <Figure
        whose="people"
        title={t('insights.learned.errors')}
        explain={t('insights.learned.errorsExplain', { count: k })}
        name="candor-learned-errors"
        shown={shown(errors)}
        table={(rows) => ({
          columns: [
            { key: 'error', label: t('insights.errors.group'), kind: 'text' },
            { key: 'reports', label: t('insights.errors.reports'), kind: 'count' },
            { key: 'versions', label: t('insights.errors.versions'), kind: 'text' },
          ],
          rows: rows.map((row) => [nameOf(row), reportsOf(row), row.versions.join(', ')]),
        })}
        chart={(rows) => (
          <ol className={styles.list}>
            {rows.map((row, index) => (
              <li key={index}>{nameOf(row)}</li>
            ))}
          </ol>
        )}
      />
    </Figures>
  );
}
