import {
  Button,
  Caption1,
  makeStyles,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  tokens,
} from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConfirmedErasure } from '../../contract/viewer.ts';
import { useView } from '../app/useView.ts';

const useStyles = makeStyles({
  list: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalS,
    '&:empty': { display: 'none' },
  },
  signature: {
    display: 'block',
    fontFamily: tokens.fontFamilyMonospace,
    overflowWrap: 'anywhere',
  },
});

function useInstant(): (at: string) => string {
  const { language } = useView();
  const instant = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short' });
  return (at) => instant.format(new Date(at));
}

/** Says that an erasure is waiting, until the service has confirmed it. */
function Waiting() {
  const { t } = useTranslation();
  const { erasures, serviceUrl } = useView();
  const inWords = useInstant();
  if (erasures.length === 0) return null;
  const isOwedHere = (by: string | null) => by === null || [null, by].includes(serviceUrl);
  const here = erasures.find(({ by }) => isOwedHere(by));
  return (
    <MessageBar intent="info" layout="multiline">
      <MessageBarBody>
        {here && t('viewer.erasure.pending', { date: inWords(here.askedAt) })}
        {serviceUrl === null && ` ${t('viewer.erasure.unset')}`}
        {erasures.map(
          ({ by, askedAt }) =>
            by !== null &&
            !isOwedHere(by) && (
              <div key={`${by} ${askedAt}`}>
                {t('viewer.erasure.elsewhere', { url: by, date: inWords(askedAt) })}
              </div>
            ),
        )}
      </MessageBarBody>
    </MessageBar>
  );
}

function Confirmed({ erasure, onDismiss }: { erasure: ConfirmedErasure; onDismiss: () => void }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const inWords = useInstant();
  const { erased: count, at, by, signature } = erasure;
  return (
    <MessageBar intent="success" layout="multiline">
      <MessageBarBody>
        {count === 0
          ? t('viewer.erasure.confirmedNone', { date: inWords(at) })
          : t('viewer.erasure.confirmed', { count, date: inWords(at) })}
        {by !== null && ` (${by})`}
        <Caption1 className={styles.signature}>
          {t('viewer.erasure.signature', { signature })}
        </Caption1>
      </MessageBarBody>
      <MessageBarActions
        containerAction={
          <Button
            appearance="transparent"
            icon={<DismissRegular />}
            aria-label={t('warning.dismiss')}
            onClick={onDismiss}
          />
        }
      />
    </MessageBar>
  );
}

/** The state of the requested erasures: those that wait, and those that a service confirmed. */
export function ErasureNotice() {
  const styles = useStyles();
  const { confirmedErasures } = useView();
  const [dismissed, setDismissed] = useState<readonly string[]>([]);
  return (
    <div role="status" className={styles.list}>
      <Waiting />
      {confirmedErasures
        .filter(({ signature }) => !dismissed.includes(signature))
        .map((erasure) => (
          <Confirmed
            key={erasure.signature}
            erasure={erasure}
            onDismiss={() => {
              setDismissed((before) => [...before, erasure.signature]);
            }}
          />
        ))}
    </div>
  );
}
