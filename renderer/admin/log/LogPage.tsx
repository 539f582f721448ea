import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changed } from '../../../contract/admin/accounts.ts';
import { logAnswer, type ChangeEntry, type LogAnswer } from '../../../contract/admin/changeLog.ts';
import { adminPaths } from '../../../contract/admin/paths.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Panel } from '../../webPage/Panel.tsx';
import { askPool } from '../answers/askPool.ts';
import { useDeed } from '../answers/useDeed.ts';
import { usePool } from '../answers/usePool.ts';
import { Column } from '../layout/Column.tsx';
import { PageHead } from '../layout/PageHead.tsx';
import { Pager } from '../layout/Pager.tsx';
import { ProblemBar } from '../layout/ProblemBar.tsx';
import { ShownPart } from '../layout/ShownPart.tsx';
import { usePages } from '../layout/usePages.ts';
import { LogCheck } from './LogCheck.tsx';
import { LogTable } from './LogTable.tsx';

const SHOWN = 50;

function Entries() {
  const { t } = useTranslation();
  const id = useId();
  const pages = usePages<number>('');
  const query = new URLSearchParams({ limit: String(SHOWN) });
  if (pages.at !== undefined) query.set('before', String(pages.at));
  const { shown, isBusy, again } = usePool(`${adminPaths.log}?${query.toString()}`, logAnswer);
  const { problem, run } = useDeed();
  const [undone, setUndone] = useState<number>();
  const undo = async ({ seq }: ChangeEntry) => {
    const how = { method: 'POST', body: {} };
    const answer = await run(() => askPool(adminPaths.undo(seq), changed, how));
    setUndone(answer ? seq : undefined);
    again();
  };
  const rangeOf = ({ entries }: LogAnswer) => {
    const [first, last] = [entries.at(0), entries.at(-1)];
    return first && last
      ? t('admin.log.range', { last: String(last.seq), first: String(first.seq) })
      : '';
  };
  return (
    <Panel title={t('admin.log.entries')} explain={t('admin.log.explain')} isBusy={isBusy}>
      <ProblemBar problem={problem} />
      {undone !== undefined && (
        <span role="status">{t('admin.log.undoneNow', { seq: undone })}</span>
      )}
      <span id={id} hidden>
        {t('admin.log.entries')}
      </span>
      <ShownPart shown={shown} again={again} what={t('admin.pages.log')}>
        {(answer) => (
          <>
            {answer.entries.length === 0 ? (
              <EmptyState title={t('admin.log.none')} />
            ) : (
              <LogTable
                labelledBy={id}
                entries={answer.entries}
                onUndo={(entry) => void undo(entry)}
              />
            )}
            <Pager range={rangeOf(answer)} back={pages.back} forth={pages.forth(answer.next)} />
          </>
        )}
      </ShownPart>
    </Panel>
  );
}

/** Who changed what, when, from what to what; and the way back. */
export function LogPage() {
  const { t } = useTranslation();
  return (
    <>
      <PageHead title={t('admin.pages.log')} lead={t('admin.log.lead')} />
      <Column>
        <Entries />
        <LogCheck />
      </Column>
    </>
  );
}
