import { makeStyles, Spinner, Subtitle2, Text, tokens } from '@fluentui/react-components';
import {
  ArrowDownRegular,
  ArrowUpRegular,
  ArrowRightRegular,
  QuestionRegular,
} from '@fluentui/react-icons';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { WindowRow } from '../../../contract/insights/answers.ts';
import { useAnswer, type Loaded } from '../answers/useAnswer.ts';
import { ProblemNote } from '../figure/ProblemNote.tsx';
import { useWords } from '../figure/useWords.ts';
import { addDays } from '../place/place.ts';
import { narrowedBy, useHere } from '../place/usePlace.ts';
import { changeOfCrashFree, changeOfDevices, changeOfSignIns, type Change } from './changes.ts';

const useStyles = makeStyles({
  panel: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalS,
    padding: tokens.spacingHorizontalL,
    marginBottom: tokens.spacingVerticalL,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusXLarge,
    breakInside: 'avoid',
  },
  title: { margin: 0 },
  lead: { color: tokens.colorNeutralForeground3 },
  list: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalXS,
    margin: 0,
    padding: 0,
    listStyleType: 'none',
  },
  item: { display: 'flex', columnGap: tokens.spacingHorizontalS },
  icon: { flexShrink: 0, fontSize: '20px', lineHeight: 0, color: tokens.colorNeutralForeground3 },
});

const icons = {
  up: <ArrowUpRegular />,
  down: <ArrowDownRegular />,
  same: <ArrowRightRegular />,
  unknown: <QuestionRegular />,
};
const endings = { up: 'Up', down: 'Down', same: 'Same' } as const;

interface Told<Row> {
  readonly what: 'devices' | 'signIns' | 'crashFree';
  readonly shown: Loaded<{ readonly rows: readonly Row[] }>;
  readonly change: (rows: readonly Row[]) => Change | undefined;
}

function Line<Row>({ what, shown, change }: Told<Row>) {
  const styles = useStyles();
  const { t } = useTranslation();
  const words = useWords();
  if (shown.state === 'loading') return <Spinner size="extra-tiny" />;
  if (shown.state === 'failed') return <ProblemNote problem={shown.problem} />;
  const found = shown.state === 'answered' ? change(shown.answer.rows) : undefined;
  const number = (value: number) =>
    what === 'devices' ? words.count(Math.round(value)) : words.share(value);
  const said = found
    ? t(`insights.overview.${what}${endings[found.how]}`, {
        now: number(found.now),
        before: number(found.before),
        change: words.change(found.now / found.before - 1),
      })
    : t(`insights.overview.${what}Unknown`);
  return (
    <>
      <span className={styles.icon} aria-hidden="true">
        {icons[found?.how ?? 'unknown']}
      </span>
      <Text>{said}</Text>
    </>
  );
}

/** Compares the last week with the one before, in words. */
export function WhatChanged() {
  const styles = useStyles();
  const { t } = useTranslation();
  const words = useWords();
  const here = useHere();
  const id = useId();
  // Including the day that isn't over, every week would look worse.
  const to = here.period.to === here.today ? addDays(here.today, -1) : here.period.to;
  const about = { ...narrowedBy(here, ['surface']), period: { from: addDays(to, -13), to } };
  const devices = useAnswer('devices', 'day', about);
  const signIns = useAnswer('signins', 'day', about);
  const stability = useAnswer('stability', 'day', about);
  const windowsOf = (rows: readonly object[]) =>
    rows.filter((row): row is WindowRow => 'people' in row);
  return (
    <section className={styles.panel} aria-labelledby={id}>
      <div>
        <Subtitle2 as="h2" id={id} block className={styles.title}>
          {t('insights.overview.changed')}
        </Subtitle2>
        <Text size={200} className={styles.lead}>
          {t('insights.overview.changedLead', { to: words.day(to) })}
        </Text>
      </div>
      <ul className={styles.list}>
        <li className={styles.item}>
          <Line
            what="devices"
            shown={devices}
            change={(rows) => changeOfDevices(windowsOf(rows), to)}
          />
        </li>
        <li className={styles.item}>
          <Line what="signIns" shown={signIns} change={(rows) => changeOfSignIns(rows, to)} />
        </li>
        <li className={styles.item}>
          <Line what="crashFree" shown={stability} change={(rows) => changeOfCrashFree(rows, to)} />
        </li>
      </ul>
    </section>
  );
}
