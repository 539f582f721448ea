import { MessageBar, MessageBarBody } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { useView } from '../useView.ts';

/** That an erasure is waiting, for as long as the service has not confirmed it. */
export function ErasureNotice() {
  const { t } = useTranslation();
  const { erasureAskedAt, language, serviceUrl } = useView();
  if (erasureAskedAt === null) return null;
  const instant = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short' });
  return (
    <MessageBar intent="info" layout="multiline" role="status">
      <MessageBarBody>
        {t('viewer.erasure.pending', { date: instant.format(new Date(erasureAskedAt)) })}
        {serviceUrl === null && ` ${t('viewer.erasure.unset')}`}
      </MessageBarBody>
    </MessageBar>
  );
}
