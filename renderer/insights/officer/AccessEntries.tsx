import {
  Button,
  Caption1,
  makeStyles,
  Text,
  tokens,
  typographyStyles,
} from '@fluentui/react-components';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { LiveRegion } from '../../ui/LiveRegion.tsx';
import { Table } from '../../viewer/Table.tsx';
import { useHere } from '../place/usePlace.ts';
import { LoadedPart } from '../layout/LoadedPart.tsx';
import { Panel } from '../../webPage/Panel.tsx';
import { AccessDownload } from './AccessDownload.tsx';
import { inWords } from './accessWords.ts';
import { useAccessLog, type KeptEntry } from './useAccessLog.ts';
import { useInstant } from './useInstant.ts';

const useStyles = makeStyles({
  quiet: { color: tokens.colorNeutralForeground3 },
  trace: {
    ...typographyStyles.caption1,
    display: 'block',
    fontFamily: tokens.fontFamilyMonospace,
    color: tokens.colorNeutralForeground3,
  },
  pages: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
  },
  buttons: {
    display: 'flex',
    gap: tokens.spacingHorizontalS,
    '@media print': { display: 'none' },
  },
});

function Rows({ entries }: { readonly entries: readonly KeptEntry[] }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const instant = useInstant();
  const id = useId();
  return (
    <div>
      <span id={id} hidden>
        {t('insights.accessLog.entries')}
      </span>
      <Table
        labelledBy={id}
        columns={[
          { label: t('insights.accessLog.when'), width: 22 },
          { label: t('insights.accessLog.who'), width: 26 },
          { label: t('insights.accessLog.what'), width: 52 },
        ]}
        rows={entries.map(({ seq, at, event }) => {
          const { name, subject, deed, trace } = inWords(t, { event });
          return {
            key: String(seq),
            cells: [
              <span key="when">
                {instant(at)}
                <Caption1 block className={styles.quiet}>
                  {t('insights.accessLog.number', { number: String(seq) })}
                </Caption1>
              </span>,
              <span key="who">
                {name}
                {subject !== null && subject !== name && (
                  <code className={styles.trace}>{subject}</code>
                )}
              </span>,
              <span key="what">
                {deed}
                {trace !== '' && <code className={styles.trace}>{trace}</code>}
              </span>,
            ],
          };
        })}
      />
    </div>
  );
}

/** Who read what in a period. */
export function AccessEntries() {
  const styles = useStyles();
  const { t } = useTranslation();
  const { period } = useHere();
  const { shown, newer, older, isPaged } = useAccessLog(period);
  const entries = shown.state === 'answered' ? shown.answer.entries : [];
  const [first, last] = [entries.at(0), entries.at(-1)];
  const range =
    first && last
      ? t('insights.accessLog.range', { first: String(first.seq), last: String(last.seq) })
      : '';
  return (
    <Panel
      title={t('insights.accessLog.entries')}
      explain={t('insights.accessLog.entriesExplain')}
      isBusy={shown.state === 'loading'}
    >
      <LoadedPart loaded={shown} what={t('insights.accessLog.entries')}>
        {({ entries: told }) =>
          told.length === 0 ? (
            <Text>{t('insights.accessLog.empty')}</Text>
          ) : (
            <>
              <Rows entries={told} />
              <AccessDownload />
            </>
          )
        }
      </LoadedPart>
      <div className={styles.pages}>
        {isPaged && (
          <div role="group" aria-label={t('insights.accessLog.pages')} className={styles.buttons}>
            <Button disabledFocusable={!newer} onClick={() => newer?.()}>
              {t('insights.accessLog.newer')}
            </Button>
            <Button disabledFocusable={!older} onClick={() => older?.()}>
              {t('insights.accessLog.older')}
            </Button>
          </div>
        )}
        <Text size={200} className={styles.quiet}>
          {range}
        </Text>
      </div>
      <LiveRegion role="status">{range}</LiveRegion>
    </Panel>
  );
}
