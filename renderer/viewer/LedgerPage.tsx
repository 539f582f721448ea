import {
  Body1,
  Caption1,
  makeStyles,
  MessageBar,
  MessageBarBody,
  Subtitle1,
  tokens,
} from '@fluentui/react-components';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { categories } from '../../contract/datum.ts';
import type { LedgerEntry } from '../../contract/ledger.ts';
import type { LedgerView } from '../../contract/viewer.ts';
import { useCandor, useView } from '../app/useView.ts';
import { EmptyPage } from './EmptyPage.tsx';
import { actor, contradictionText, ledgerText } from './ledgerText.ts';
import { ScrollingPage } from './ScrollingPage.tsx';
import { StaleBar } from './StaleBar.tsx';
import { Table } from './Table.tsx';
import { useLatest } from './useLatest.ts';
import { usePageStyles } from './usePageStyles.ts';

const useStyles = makeStyles({
  hash: {
    display: 'block',
    fontFamily: tokens.fontFamilyMonospace,
    color: tokens.colorNeutralForeground3,
  },
});

/** Whether the chain is intact, and how far the service has signed it. */
function Chain({ ledger }: { ledger: LedgerView }) {
  const { t } = useTranslation();
  const { language } = useView();
  const { total, brokenAt, signed } = ledger;
  const { through, at } = signed;
  const instant = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short' });
  const inWords = (moment: string) => instant.format(new Date(moment));
  const [wrong] = signed.problems;
  const isFine = brokenAt === null && !wrong;
  const after = total - through;
  const said = [
    brokenAt === null
      ? t('viewer.ledger.holds', { count: total })
      : t('viewer.ledger.broken', { seq: brokenAt }),
    ...(wrong ? [contradictionText(t, wrong, inWords)] : []),
    at === null
      ? t('viewer.ledger.signedNone')
      : t('viewer.ledger.signed', { through, date: inWords(at) }),
    ...(at !== null && after > 0 ? [t('viewer.ledger.unsigned', { count: after })] : []),
  ];
  const intent = at === null ? 'info' : 'success';
  return (
    <MessageBar intent={isFine ? intent : 'error'} layout="multiline">
      <MessageBarBody>{said.join(' ')}</MessageBarBody>
    </MessageBar>
  );
}

function Entries({ entries }: { entries: readonly LedgerEntry[] }) {
  const styles = useStyles();
  const page = usePageStyles();
  const { t } = useTranslation();
  const { language } = useView();
  const heading = useId();
  const instant = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium' });
  const ledTo = ({ event }: LedgerEntry): string => {
    if (!('decisions' in event)) return '';
    const on = categories.filter((it) => event.decisions[it]);
    return t('viewer.ledger.on', {
      categories: on.map((it) => t(`category.${it}.name`)).join(', '),
    });
  };
  return (
    <>
      <Subtitle1 as="h2" id={heading} className={page.heading}>
        {t('viewer.pages.ledger')}
      </Subtitle1>
      <Table
        labelledBy={heading}
        columns={[
          { label: t('viewer.ledger.entry'), width: 15 },
          { label: t('viewer.ledger.at'), width: 17 },
          { label: t('viewer.ledger.who'), width: 15 },
          { label: t('viewer.ledger.what'), width: 33 },
          { label: t('viewer.ledger.led'), width: 20 },
        ]}
        rows={entries.map((entry) => ({
          key: String(entry.seq),
          cells: [
            <>
              {entry.seq}
              <Caption1 className={styles.hash} title={entry.hash}>
                {entry.hash.slice(0, 12)}
              </Caption1>
            </>,
            <time dateTime={entry.at}>{instant.format(new Date(entry.at))}</time>,
            t(`viewer.ledger.${actor(entry.event)}`),
            ledgerText(t, language, entry.event),
            ledTo(entry),
          ],
        }))}
      />
    </>
  );
}

/** Every choice, policy, receipt and erasure, and whether the chain is intact. */
export function LedgerPage() {
  const page = usePageStyles();
  const { t } = useTranslation();
  const { main } = useCandor();
  const { value: ledger, problem, renew } = useLatest(main.readLedger);
  if (!ledger)
    return (
      <ScrollingPage label={t('viewer.pages.ledger')}>
        {problem === null ? (
          <EmptyPage title={t('viewer.ledger.loading')} />
        ) : (
          <EmptyPage
            title={t('viewer.ledger.loadFailed', { problem })}
            action={t('viewer.retry')}
            onAction={renew}
          />
        )}
      </ScrollingPage>
    );
  const { entries, total } = ledger;
  return (
    <ScrollingPage label={t('viewer.pages.ledger')}>
      {problem !== null && <StaleBar problem={problem} onRetry={renew} />}
      <Body1 className={page.intro}>{t('viewer.ledger.intro')}</Body1>
      <Chain ledger={ledger} />
      {entries.length < total && (
        <Body1>{t('viewer.ledger.newest', { shown: entries.length, count: total })}</Body1>
      )}
      {total === 0 ? <EmptyPage title={t('viewer.ledger.none')} /> : <Entries entries={entries} />}
    </ScrollingPage>
  );
}
