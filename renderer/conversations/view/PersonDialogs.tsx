import { useTranslation } from 'react-i18next';
import { useValue } from '../../ui/useValue.ts';
import { entryOf } from '../state/entries.ts';
import { AddContact } from './AddContact.tsx';
import { DeleteConversations } from './DeleteConversations.tsx';
import { RenameContact } from './RenameContact.tsx';
import { RemoveContact } from './RemoveContact.tsx';
import { useChatClient } from './useChatClient.ts';

/** What is asked about a person, and about whom. */
export interface PersonDialog {
  readonly kind: 'add' | 'remove' | 'rename' | 'delete';
  readonly peer: string;
}

interface Props {
  readonly asked: PersonDialog;
  readonly onClose: () => void;
}

/** The dialog about a person that a menu has opened; it stays open even if the menu's row goes away. */
export function PersonDialogs({ asked: { kind, peer }, onClose }: Props) {
  const { t } = useTranslation();
  const entry = entryOf(useValue(useChatClient().roster), peer, t);
  switch (kind) {
    case 'add':
      return <AddContact address={peer} onAdded={() => undefined} onClose={onClose} />;
    case 'remove':
      return <RemoveContact entry={entry} onClose={onClose} />;
    case 'rename':
      return <RenameContact entry={entry} onClose={onClose} />;
    case 'delete':
      return <DeleteConversations peer={peer} onClose={onClose} />;
  }
}
