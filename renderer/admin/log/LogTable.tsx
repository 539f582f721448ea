import { Button, Caption1, makeStyles, tokens } from '@fluentui/react-components';
import { ArrowUndoRegular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import type { ChangeEntry } from '../../../contract/admin/changeLog.ts';
import { Table } from '../../viewer/Table.tsx';
import { useChangeWords } from '../words/useChangeWords.ts';
import { Together } from './Together.tsx';

const useStyles = makeStyles({
  quiet: { color: tokens.colorNeutralForeground3 },
});

function WhatCell({ entry: { change, undoes } }: { readonly entry: ChangeEntry }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { what } = useChangeWords();
  return (
    <>
      {what(change)}
      {change.kind === 'together' && <Together change={change} />}
      {undoes !== null && (
        <Caption1 block className={styles.quiet}>
          {t('admin.log.undoes', { seq: String(undoes) })}
        </Caption1>
      )}
    </>
  );
}

interface CellProps {
  readonly entry: ChangeEntry;
  readonly onUndo: () => void;
}

function UndoCell({ entry: { seq, notUndoable }, onUndo }: CellProps) {
  const styles = useStyles();
  const { t } = useTranslation();
  if (notUndoable === 'undone')
    return <Caption1 className={styles.quiet}>{t('admin.log.undone')}</Caption1>;
  if (notUndoable !== null) return null;
  return (
    <Button
      size="small"
      icon={<ArrowUndoRegular />}
      aria-label={t('admin.log.undoOf', { seq: String(seq) })}
      onClick={onUndo}
    >
      {t('admin.log.undo')}
    </Button>
  );
}

interface Props {
  readonly labelledBy: string;
  readonly entries: readonly ChangeEntry[];
  readonly onUndo: (entry: ChangeEntry) => void;
}

/** Changes, the newest first. */
export function LogTable({ labelledBy, entries, onUndo }: Props) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { who, instant } = useChangeWords();
  return (
    <Table
      labelledBy={labelledBy}
      columns={[
        { label: t('admin.log.when'), width: 22 },
        { label: t('admin.log.who'), width: 20 },
        { label: t('admin.log.what'), width: 42 },
        { label: t('admin.log.back'), width: 16 },
      ]}
      rows={entries.map((entry) => ({
        key: String(entry.seq),
        cells: [
          <span key="when">
            {instant(entry.at)}
            <Caption1 block className={styles.quiet}>
              {t('admin.log.number', { seq: String(entry.seq) })}
            </Caption1>
          </span>,
          <span key="who" dir="auto">
            {who(entry.who)}
          </span>,
          <WhatCell key="what" entry={entry} />,
          <UndoCell
            key="undo"
            entry={entry}
            onUndo={() => {
              onUndo(entry);
            }}
          />,
        ],
      }))}
    />
  );
}
