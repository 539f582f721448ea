import { MenuItem } from '@fluentui/react-components';
import {
  DeleteRegular,
  PersonAddRegular,
  PersonDeleteRegular,
  RenameRegular,
} from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import type { Entry } from '../state/entries.ts';
import type { PersonDialog } from './PersonDialogs.tsx';

interface Props {
  readonly entry: Entry;
  readonly onAsk: (dialog: PersonDialog) => void;
}

/** The actions on a person and their conversation, for every menu that offers them. */
export function PersonMenuItems({ entry: { peer, isContact, last }, onAsk }: Props) {
  const { t } = useTranslation();
  return (
    <>
      {isContact && (
        <MenuItem
          icon={<RenameRegular />}
          onClick={() => {
            onAsk({ kind: 'rename', peer });
          }}
        >
          {t('conversations.contact.rename')}
        </MenuItem>
      )}
      <MenuItem
        icon={isContact ? <PersonDeleteRegular /> : <PersonAddRegular />}
        onClick={() => {
          onAsk({ kind: isContact ? 'remove' : 'add', peer });
        }}
      >
        {t(isContact ? 'conversations.contact.remove' : 'conversations.contact.addThis')}
      </MenuItem>
      {last && (
        <MenuItem
          icon={<DeleteRegular />}
          onClick={() => {
            onAsk({ kind: 'delete', peer });
          }}
        >
          {t('conversations.delete.one')}
        </MenuItem>
      )}
    </>
  );
}
