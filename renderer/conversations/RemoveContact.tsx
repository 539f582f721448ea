import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Confirmation } from '../Confirmation.tsx';
import type { Entry } from './entries.ts';
import { useTalk } from './useTalk.ts';

interface Props {
  readonly entry: Entry;
  readonly onClose: () => void;
}

export function RemoveContact({ entry: { peer, name }, onClose }: Props) {
  const { t } = useTranslation();
  const { roster } = useTalk();
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
