import { useTranslation } from 'react-i18next';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { useFocusReturn } from '../../ui/useFocusReturn.ts';
import { useValue } from '../../ui/useValue.ts';
import type { Entry } from '../state/entries.ts';
import { useChatClient } from './useChatClient.ts';
import { useContactName } from './useContactName.tsx';

interface Props {
  readonly entry: Entry;
  readonly onClose: () => void;
}

/** Sets the person's own name for a contact; if it is empty, the pool's name or the address is shown again. */
export function RenameContact({ entry: { peer, address }, onClose }: Props) {
  useFocusReturn();
  const { t } = useTranslation();
  const { roster } = useChatClient();
  const { contacts } = useValue(roster);
  const { field, check, refuse } = useContactName(
    contacts.find((contact) => contact.address === peer)?.name ?? '',
  );
  const save = async (): Promise<void> => {
    const name = check();
    if (name === undefined) return;
    const failed = await roster.add({ address: peer, name });
    if (failed === undefined) onClose();
    else refuse(t('conversations.contact.failed', { problem: failed }));
  };
  return (
    <FormDialog
      title={t('conversations.contact.renameTitle', { address })}
      submit={t('conversations.contact.renameSave')}
      cancel={t('conversations.contact.cancel')}
      onSubmit={() => void save()}
      onClose={onClose}
    >
      {field}
    </FormDialog>
  );
}
