import { useTranslation } from 'react-i18next';
import type { WindowRow } from '../../../contract/insights/answers.ts';
import { filters } from '../../../contract/insights/queries.ts';
import { useAnswer, type Loaded } from '../answers/useAnswer.ts';
import { DayLines } from '../charts/DayLines.tsx';
import { Figure } from '../figure/Figure.tsx';
import { Figures } from '../figure/Figures.tsx';
import { useWords } from '../figure/useWords.ts';
import { PageHead } from '../layout/PageHead.tsx';
import { daysOf } from '../place/place.ts';
import { narrowedBy, useHere } from '../place/usePlace.ts';
import { DayFigure } from './DayFigure.tsx';
import { Glance } from './Glance.tsx';
import { acrossDays } from './rows.ts';
import { WhatChanged } from './WhatChanged.tsx';

type Windows = Loaded<{
  readonly k: number;
  readonly suppressed: boolean;
  readonly rows: readonly WindowRow[];
}>;

/**
 * Asked by day, week or 28 days, the devices question answers with windows only. Of several windows, those that are
 * over are shown, since the current one would look like a drop; if none is over, all.
 */
function windowsIn(shown: ReturnType<typeof useAnswer<'devices'>>, today: string): Windows {
  if (shown.state !== 'answered') return shown;
  const windows = shown.answer.rows.filter((row): row is WindowRow => 'people' in row);
  const over = windows.filter(({ from, to }) => from === to || to < today);
  return {
    state: 'answered',
    answer: { ...shown.answer, rows: over.length > 0 ? over : windows },
  };
}

interface Props {
  readonly window: 'byDay' | 'byWeek' | 'by28';
  readonly shown: Windows;
}

/** Active devices and people in windows of one length. */
function WindowFigure({ window, shown }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const { period } = useHere();
  const title = t(`insights.overview.${window}`);
  // A week is drawn at its first day, which may be before the period.
  const dayOf = (row: WindowRow) => (window === 'by28' ? row.to : row.from);
  const finding = (rows: readonly WindowRow[]) => {
    const [first] = rows.toSorted((a, b) => (b.devices ?? -1) - (a.devices ?? -1));
    if (window !== 'byDay' || first === undefined || first.devices === null) return undefined;
    return t('insights.overview.byDayFinding', {
      day: words.day(first.from),
      devices: words.count(first.devices),
    });
  };
  const series = (rows: readonly WindowRow[]) => {
    const days = window === 'byDay' ? daysOf(period) : rows.map(dayOf);
    const across = (value: (row: WindowRow) => number | null) =>
      acrossDays(days, rows, dayOf, value);
    return {
      days,
      series: [
        { name: t('insights.trait.devices'), values: across(({ devices }) => devices) },
        { name: t('insights.trait.people'), values: across(({ people }) => people) },
      ],
    };
  };
  return (
    <Figure
      isWide={window === 'byDay'}
      title={title}
      explain={t(`insights.overview.${window}Explain`)}
      finding={finding}
      name={`candor-devices-${window}`}
      shown={shown}
      table={(rows) => ({
        columns: [
          ...(window === 'byDay'
            ? [{ key: 'day', label: t('insights.figure.day'), kind: 'day' as const }]
            : (['from', 'to'] as const).map((key) => ({
                key,
                label: t(`insights.trait.${key}`),
                kind: 'day' as const,
              }))),
          { key: 'devices', label: t('insights.trait.devices'), kind: 'count' },
          { key: 'people', label: t('insights.trait.people'), kind: 'count' },
        ],
        rows: rows.map(({ from, to, devices, people }) => [
          ...(window === 'byDay' ? [from] : [from, to]),
          devices,
          people,
        ]),
      })}
      chart={(rows) => <DayLines title={title} kind="count" {...series(rows)} />}
    />
  );
}

/** The first page: how many devices there are, how stable Candor is, and what changed. */
export function OverviewPage() {
  const { t } = useTranslation();
  const here = useHere();
  const about = narrowedBy(here, filters.devices);
  const byDay = windowsIn(useAnswer('devices', 'day', about), here.today);
  const byWeek = windowsIn(useAnswer('devices', 'week', about), here.today);
  const by28Days = windowsIn(useAnswer('devices', '28days', about), here.today);
  const stability = useAnswer('stability', 'day', about);
  return (
    <>
      <PageHead title={t('insights.pages.overview')} filters={filters.devices} />
      <Glance {...{ byDay, byWeek, by28Days, stability }} />
      <WhatChanged />
      <Figures>
        <WindowFigure window="byDay" shown={byDay} />
        <WindowFigure window="byWeek" shown={byWeek} />
        <WindowFigure window="by28" shown={by28Days} />
        <DayFigure
          title={t('insights.overview.sessionsByDay')}
          explain={t('insights.overview.sessionsExplain')}
          name="candor-sessions"
          shown={stability}
          measures={[
            {
              key: 'sessions',
              label: t('insights.stability.sessions'),
              kind: 'count',
              value: (row) => row.sessions,
            },
          ]}
        />
        <DayFigure
          title={t('insights.stability.byDay')}
          explain={t('insights.stability.byDayExplain')}
          name="candor-crash-free"
          shown={stability}
          measures={[
            {
              key: 'rate',
              label: t('insights.stability.rate'),
              kind: 'share',
              value: (row) => row.rate,
            },
          ]}
        />
      </Figures>
    </>
  );
}
