import { MessageBar, MessageBarBody } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';

/** Says which keys of `pool.json` no client of this version understands. */
export function UnknownKeys({ keys }: { readonly keys: readonly string[] }) {
  const { t, i18n } = useTranslation();
  const list = new Intl.ListFormat(i18n.language, { type: 'conjunction' });
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>
        {t('admin.organisations.unknown', { keys: list.format(keys) })}
      </MessageBarBody>
    </MessageBar>
  );
}
