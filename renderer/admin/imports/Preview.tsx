import { Field, makeStyles, Select, tokens } from '@fluentui/react-components';
import { CheckmarkCircleRegular, ErrorCircleRegular } from '@fluentui/react-icons';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportLine, ImportPreview } from '../../../contract/admin/imports.ts';
import { Table } from '../../viewer/Table.tsx';
import { Pager } from '../layout/Pager.tsx';
import { usePages } from '../layout/usePages.ts';

const SHOWN = 50;

const useStyles = makeStyles({
  choice: { maxWidth: '320px' },
  outcome: { display: 'flex', columnGap: tokens.spacingHorizontalSNudge },
  icon: { flexShrink: 0, fontSize: tokens.fontSizeBase500 },
  bad: { color: tokens.colorStatusDangerForeground1 },
  good: { color: tokens.colorStatusSuccessForeground1 },
});

function Outcome({ line: { problem, first } }: { readonly line: ImportLine }) {
  const styles = useStyles();
  const { t } = useTranslation();
  if (problem === null)
    return (
      <span className={styles.outcome}>
        <span className={`${styles.icon} ${styles.good}`} aria-hidden>
          <CheckmarkCircleRegular />
        </span>
        {t('admin.import.added')}
      </span>
    );
  return (
    <span className={styles.outcome}>
      <span className={`${styles.icon} ${styles.bad}`} aria-hidden>
        <ErrorCircleRegular />
      </span>
      {t(`admin.import.line.${problem}`, { first: first ?? 0 })}
    </span>
  );
}

/** What each line of a file would do. */
export function Preview({ preview: { lines, bad } }: { readonly preview: ImportPreview }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const id = useId();
  const [showsAll, setShowsAll] = useState(bad === 0);
  const pages = usePages<number>(String(showsAll));
  const listed = showsAll ? lines : lines.filter(({ problem }) => problem !== null);
  const from = pages.at ?? 0;
  const shown = listed.slice(from, from + SHOWN);
  const until = from + shown.length;
  return (
    <>
      {bad > 0 && (
        <Field label={t('admin.import.show.label')} className={styles.choice}>
          <Select
            value={showsAll ? 'all' : 'bad'}
            onChange={(_, { value }) => {
              setShowsAll(value === 'all');
            }}
          >
            <option value="bad">{t('admin.import.show.bad', { count: bad })}</option>
            <option value="all">{t('admin.import.show.all', { count: lines.length })}</option>
          </Select>
        </Field>
      )}
      <span id={id} hidden>
        {t('admin.import.lines')}
      </span>
      <Table
        labelledBy={id}
        columns={[
          { label: t('admin.accounts.address'), width: 34 },
          { label: t('admin.accounts.name'), width: 22 },
          { label: t('admin.import.lineNumber'), width: 10 },
          { label: t('admin.import.outcome'), width: 34 },
        ]}
        rows={shown.map((line) => ({
          key: String(line.line),
          cells: [
            <span key="address" dir="auto">
              {line.address === '' ? t('admin.import.nothing') : line.address}
            </span>,
            <span key="name" dir="auto">
              {line.displayName}
            </span>,
            String(line.line),
            <Outcome key="outcome" line={line} />,
          ],
        }))}
      />
      <Pager
        range={t('admin.import.range', { from: from + 1, to: until, count: listed.length })}
        back={pages.back}
        forth={pages.forth(until < listed.length ? until : null)}
      />
    </>
  );
}
