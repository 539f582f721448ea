import {
  AriaLiveAnnouncer,
  MessageBar,
  MessageBarBody,
  MessageBarTitle,
} from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { catalogue } from '../../contract/catalogue.ts';
import type { Datum } from '../../contract/datum.ts';
import { useView } from '../app/useView.ts';

/**
 * What error reports can contain that the person, who once said yes, has not agreed to.
 * @param actions what can be done about it here.
 */
export function WhatIsNew({ actions }: { actions?: ReactNode }) {
  const { t } = useTranslation();
  const { consent, language } = useView();
  const data: Readonly<Record<string, Datum>> = catalogue.error;
  return (
    <AriaLiveAnnouncer>
      {consent.added.length > 0 && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>
            <MessageBarTitle>{t('viewer.consent.paused')}</MessageBarTitle>{' '}
            {t('viewer.consent.added', {
              fields: new Intl.ListFormat(language).format(
                consent.added.map((field) => data[field]?.label[language] ?? field),
              ),
            })}
          </MessageBarBody>
          {actions}
        </MessageBar>
      )}
    </AriaLiveAnnouncer>
  );
}
