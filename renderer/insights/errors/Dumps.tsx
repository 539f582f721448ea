import { Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import { ArrowDownloadRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DumpRow } from '../../../contract/insights/answers.ts';
import type { Problem } from '../answers/ask.ts';
import { ProblemNote } from '../figure/ProblemNote.tsx';
import { save } from '../../webPage/save.ts';
import { useWords } from '../figure/useWords.ts';
import { Panel } from '../../webPage/Panel.tsx';
import { useAsk } from '../session/useAsk.ts';

const useStyles = makeStyles({
  list: { margin: 0, padding: 0, listStyleType: 'none' },
  item: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalL,
    rowGap: tokens.spacingVerticalXS,
    paddingBlock: tokens.spacingVerticalS,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  words: { flexGrow: 1 },
  download: { '@media print': { display: 'none' } },
});

function Dump({ dump, number }: { readonly dump: DumpRow; readonly number: number }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const words = useWords();
  const { askForFile } = useAsk();
  const [problem, setProblem] = useState<Problem>();
  const [isBusy, setBusy] = useState(false);
  const download = async () => {
    setBusy(true);
    setProblem(undefined);
    const asked = await askForFile(`../v1/crashes/${dump.digest}`);
    setBusy(false);
    if (asked.ok) save(`candor-${dump.version}-${dump.at.slice(0, 10)}-${number}.dmp`, asked.value);
    else setProblem(asked.problem);
  };
  return (
    <li className={styles.item}>
      <Text className={styles.words}>
        {t('insights.errors.dumps.facts', {
          number: words.count(number),
          day: words.day(dump.at.slice(0, 10)),
          version: dump.version,
          size: words.bytes(dump.bytes),
        })}
      </Text>
      <Button
        size="small"
        icon={<ArrowDownloadRegular />}
        className={styles.download}
        disabledFocusable={isBusy}
        onClick={() => void download()}
      >
        {t('insights.errors.dumps.download', { number: words.count(number) })}
      </Button>
      {problem && <ProblemNote problem={problem} />}
    </li>
  );
}

/** The stored memory dumps of a group of crashes. */
export function Dumps({ dumps }: { readonly dumps: readonly DumpRow[] }) {
  const styles = useStyles();
  const { t } = useTranslation();
  return (
    <Panel title={t('insights.errors.dumps.title')} explain={t('insights.errors.dumps.explain')}>
      {dumps.length === 0 ? (
        <Text>{t('insights.errors.dumps.none')}</Text>
      ) : (
        <ul className={styles.list}>
          {dumps.map((dump, index) => (
            <Dump key={dump.digest} dump={dump} number={index + 1} />
          ))}
        </ul>
      )}
    </Panel>
  );
}
