import { MessageBar, MessageBarBody } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useView } from '../app/useView.ts';

/** That an erasure is waiting, for as long as the service has not confirmed it. */
export function ErasureNotice() {
  const { t } = useTranslation();
  const { erasures, language, serviceUrl } = useView();
  if (erasures.length === 0) return null;
  const instant = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short' });
  const inWords = (askedAt: string) => instant.format(new Date(askedAt));
  const isOwedHere = (by: string | null) => by === null || [null, by].includes(serviceUrl);
  const here = erasures.find(({ by }) => isOwedHere(by));
  return (
    <MessageBar intent="info" layout="multiline" role="status">
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
