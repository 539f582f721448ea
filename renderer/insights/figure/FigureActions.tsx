import { Button, makeStyles, Tooltip, tokens } from '@fluentui/react-components';
import { ArrowDownloadRegular, CopyRegular, TableRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LiveRegion } from '../../ui/LiveRegion.tsx';
import { columnsFor, toCsv, toJson, toTabs, type FigureData } from './figureData.ts';
import { save } from '../../webPage/save.ts';

const useStyles = makeStyles({
  actions: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalXS,
    // Keeps the actions of neighbouring figures at the same height.
    marginTop: 'auto',
    marginInlineStart: `calc(-1 * ${tokens.spacingHorizontalS})`,
    '@media print': { display: 'none' },
  },
});

interface Props {
  readonly title: string;
  /** The names of downloaded files, without their extensions. */
  readonly name: string;
  readonly data: FigureData;
  readonly isTableShown: boolean;
  readonly onTable: (isShown: boolean) => void;
  readonly tableId: string;
  readonly hasChart: boolean;
}

/** What one can do with a figure: show its table, download or copy its numbers. */
export function FigureActions(props: Props) {
  const { title, name, isTableShown, onTable, tableId, hasChart } = props;
  const data = columnsFor('taken', props.data);
  const styles = useStyles();
  const { t } = useTranslation();
  const [said, setSaid] = useState('');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(toTabs(data));
      setSaid(t('insights.figure.copied'));
    } catch {
      // A browser has a clipboard only over HTTPS or on this machine.
      setSaid(t('insights.figure.notCopied'));
    }
  };
  const downloads = [
    [
      'csv',
      'CSV',
      () => {
        save(`${name}.csv`, new Blob([toCsv(data)], { type: 'text/csv' }));
      },
    ],
    [
      'json',
      'JSON',
      () => {
        save(`${name}.json`, new Blob([toJson(data)], { type: 'application/json' }));
      },
    ],
  ] as const;
  return (
    <div className={styles.actions} role="group" aria-label={t('insights.figure.more', { title })}>
      {hasChart && (
        <Button
          size="small"
          appearance="subtle"
          icon={<TableRegular />}
          aria-expanded={isTableShown}
          aria-controls={tableId}
          onClick={() => {
            onTable(!isTableShown);
          }}
        >
          {t(isTableShown ? 'insights.figure.hideTable' : 'insights.figure.showTable')}
        </Button>
      )}
      <Button size="small" appearance="subtle" icon={<CopyRegular />} onClick={() => void copy()}>
        {t('insights.figure.copy')}
      </Button>
      {downloads.map(([key, label, download]) => (
        <Tooltip key={key} relationship="label" content={t(`insights.figure.${key}`)}>
          <Button
            size="small"
            appearance="subtle"
            icon={<ArrowDownloadRegular />}
            onClick={download}
          >
            {label}
          </Button>
        </Tooltip>
      ))}
      <LiveRegion role="status">{said}</LiveRegion>
    </div>
  );
}
