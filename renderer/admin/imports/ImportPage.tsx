import { Button, Text } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  importAnswer,
  importPreview,
  type ImportAnswer,
  type ImportPreview,
} from '../../../contract/admin/imports.ts';
import type { SecretWay } from '../../../contract/admin/accounts.ts';
import { adminPaths } from '../../../contract/admin/paths.ts';
import { Panel } from '../../webPage/Panel.tsx';
import { WayChoice } from '../accounts/WayChoice.tsx';
import { askPool } from '../answers/askPool.ts';
import { useDeed } from '../answers/useDeed.ts';
import { Column } from '../layout/Column.tsx';
import { PageHead } from '../layout/PageHead.tsx';
import { ProblemBar } from '../layout/ProblemBar.tsx';
import { goTo } from '../place/usePlace.ts';
import { FileChoice } from './FileChoice.tsx';
import { Imported } from './Imported.tsx';
import { Preview } from './Preview.tsx';

/** An import of thousands makes as many passwords. */
const PATIENCE_MS = 120_000;

interface Chosen {
  readonly name: string;
  readonly csv: string;
  readonly preview: ImportPreview;
}

interface PreviewedProps {
  readonly chosen: Chosen;
  readonly onImported: (answer: ImportAnswer) => void;
}

function Previewed({ chosen: { name, csv, preview }, onImported }: PreviewedProps) {
  const { t } = useTranslation();
  const { isBusy, problem, run } = useDeed();
  const [by, setBy] = useState<SecretWay>('link');
  const { good, bad, lines } = preview;
  const submit = async () => {
    const leaveOut = lines.flatMap((one) => (one.problem === null ? [] : [one.line]));
    const how = { method: 'POST', body: { csv, leaveOut, by }, patienceMs: PATIENCE_MS };
    const answer = await run(() => askPool(adminPaths.import, importAnswer, how));
    if (answer) onImported(answer);
  };
  return (
    <>
      <Panel title={t('admin.import.preview', { name })} takesFocus>
        <Text>
          {t('admin.import.good', { count: good })}{' '}
          {bad > 0 && t('admin.import.bad', { count: bad })}
        </Text>
        <Preview preview={preview} />
      </Panel>
      {good > 0 && (
        <Panel title={t('admin.import.go')} explain={t('admin.import.goExplain')}>
          <WayChoice way={by} onChange={setBy} />
          <ProblemBar problem={problem} />
          <div>
            <Button appearance="primary" disabledFocusable={isBusy} onClick={() => void submit()}>
              {t(isBusy ? 'admin.import.busy' : 'admin.import.add', { count: good })}
            </Button>
          </div>
        </Panel>
      )}
    </>
  );
}

/** Accounts from a file: what each line of it would do, and then all of it at once. */
export function ImportPage() {
  const { t } = useTranslation();
  const { isBusy, problem, run, forget } = useDeed();
  const [chosen, setChosen] = useState<Chosen>();
  const [answer, setAnswer] = useState<ImportAnswer>();
  const look = async (name: string, csv: string) => {
    setChosen(undefined);
    setAnswer(undefined);
    const how = { method: 'POST', body: { csv }, patienceMs: PATIENCE_MS };
    const preview = await run(() => askPool(adminPaths.importPreview, importPreview, how));
    if (preview) setChosen({ name, csv, preview });
  };
  return (
    <>
      <PageHead title={t('admin.pages.import')} lead={t('admin.import.lead')}>
        <Button
          onClick={() => {
            goTo({ page: 'accounts' });
          }}
        >
          {t('admin.import.back')}
        </Button>
      </PageHead>
      <Column>
        {answer ? (
          <Imported answer={answer} />
        ) : (
          <>
            <FileChoice
              isBusy={isBusy}
              onBegin={forget}
              onChoose={(name, csv) => void look(name, csv)}
            />
            <ProblemBar problem={problem} />
            {chosen && <Previewed key={chosen.csv} chosen={chosen} onImported={setAnswer} />}
          </>
        )}
      </Column>
    </>
  );
}
