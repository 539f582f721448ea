import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Confirmation } from '../../ui/Confirmation.tsx';
import type { Entry } from '../state/entries.ts';
import { useChatClient } from './useChatClient.ts';

interface Props {
  readonly entry: Entry;
  readonly onClose: () => void;
}

export function RemoveContact({ entry: { peer, name }, onClose }: Props) {
  const { t } = useTranslation();
  const { roster } = useChatClient();
  const [failure, setFailure] = useState<string>();
  const remove = async (): Promise<void> => {
    const failed = await roster.remove(peer);
    if (failed === undefined) onClose();
    else setFailure(failed);
  };
  return (
    <Confirmation
      title={t('conversations.contact.removeTitle', { name })}
      detail={
        failure === undefined
          ? t('conversations.contact.removeDetail', { name })
          : t('conversations.contact.failed', { problem: failure })
      }
      confirm={t('conversations.contact.removeConfirm')}
      cancel={t('conversations.contact.cancel')}
      onConfirm={() => void remove()}
      onClose={onClose}
    />
  );
}
