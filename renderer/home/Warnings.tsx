import {
  AriaLiveAnnouncer,
  Button,
  makeStyles,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  tokens,
} from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Warning } from '../../contract/warning.ts';
import { useView } from '../app/useView.ts';

const useStyles = makeStyles({
  list: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalS },
  body: { overflowWrap: 'anywhere' },
});

function sentence(t: TFunction, warning: Warning): string {
  switch (warning.kind) {
    case 'settingsSetAside':
      return t('warning.settingsSetAside', { file: warning.file });
    case 'historySetAside':
      return t('warning.historySetAside', { file: warning.file });
    case 'eventLogFailed':
      return t('warning.eventLogFailed', { problem: warning.problem });
    case 'logNotCleared':
      return t('warning.logNotCleared', { problem: warning.problem, folder: warning.folder });
    case 'fileSetAside':
      return t('warning.fileSetAside', { file: warning.file });
    case 'erasureKeyLost':
      return t('warning.erasureKeyLost', { file: warning.file });
    case 'outboxUnusable':
      return t('warning.outboxUnusable', { file: warning.file, problem: warning.problem });
    case 'historyUnusable':
      return t('warning.historyUnusable', { file: warning.file, problem: warning.problem });
    case 'logUnusable':
      return t('warning.logUnusable', { file: warning.file, problem: warning.problem });
    case 'outboxSetAside':
      return t('warning.outboxSetAside', { file: warning.file });
    case 'ledgerSetAside':
      return t('viewer.warning.ledgerSetAside', { file: warning.file });
    case 'receiptRefused':
      return t('viewer.warning.receiptRefused', {
        category: t(`category.${warning.category}.name`),
      });
    case 'confirmationRefused':
      return t('viewer.warning.confirmationRefused');
    case 'serviceKeyChanged':
      return t('viewer.warning.serviceKeyChanged');
    case 'poolChanged':
      return t('warning.poolChanged');
    case 'policyKeysUnknown':
      return t('warning.policyKeysUnknown', {
        location: warning.location,
        keys: warning.keys.join(', '),
      });
  }
}

/** The warnings; a dismissed one stays away for as long as this window is open. */
export function Warnings() {
  const styles = useStyles();
  const { t } = useTranslation();
  const { warnings } = useView();
  const [dismissed, setDismissed] = useState<ReadonlySet<string>>(new Set());
  const shown = warnings
    .map((warning) => ({ id: JSON.stringify(warning), warning }))
    .filter(({ id }) => !dismissed.has(id));
  return (
    <AriaLiveAnnouncer>
      {shown.length > 0 && (
        <section className={styles.list} aria-label={t('warning.label')}>
          {shown.map(({ id, warning }) => (
            <MessageBar key={id} intent="warning" layout="multiline">
              <MessageBarBody className={styles.body}>{sentence(t, warning)}</MessageBarBody>
              <MessageBarActions
                containerAction={
                  <Button
                    appearance="transparent"
                    icon={<DismissRegular />}
                    aria-label={t('warning.dismiss')}
                    onClick={() => {
                      setDismissed(new Set([...dismissed, id]));
                    }}
                  />
                }
              />
            </MessageBar>
          ))}
        </section>
      )}
    </AriaLiveAnnouncer>
  );
}
