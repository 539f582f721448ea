import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../answers/ask.ts';
import { toCsv } from '../figure/figureData.ts';
import { ProblemNote } from '../figure/ProblemNote.tsx';
import { save } from '../../webPage/save.ts';
import { useHere } from '../place/usePlace.ts';
import { accessTable } from './accessWords.ts';
import { saveJson } from './saveJson.ts';
import { useAllEntries } from './useAccessLog.ts';

const useStyles = makeStyles({
  actions: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalS,
    '@media print': { display: 'none' },
  },
});

/** Downloads all entries of the period: for spreadsheets, or in full as they are hashed. */
export function AccessDownload() {
  const styles = useStyles();
  const { t } = useTranslation();
  const { period } = useHere();
  const readAll = useAllEntries(period);
  const [problem, setProblem] = useState<Problem>();
  const [isBusy, setBusy] = useState(false);
  const download = async (kind: 'csv' | 'json') => {
    setBusy(true);
    const asked = await readAll();
    setBusy(false);
    setProblem(asked.ok ? undefined : asked.problem);
    if (!asked.ok) return;
    const name = `candor-access-log-${period.from}-${period.to}.${kind}`;
    if (kind === 'csv')
      save(name, new Blob([toCsv(accessTable(t, asked.value))], { type: 'text/csv' }));
    else saveJson(name, asked.value);
  };
  return (
    <>
      <div role="group" aria-label={t('insights.accessLog.download')} className={styles.actions}>
        {(['csv', 'json'] as const).map((kind) => (
          <Button
            key={kind}
            icon={<ArrowDownloadRegular />}
            disabledFocusable={isBusy}
            onClick={() => void download(kind)}
          >
            {t(`insights.figure.${kind}`)}
          </Button>
        ))}
      </div>
      {problem && <ProblemNote problem={problem} />}
    </>
  );
}
