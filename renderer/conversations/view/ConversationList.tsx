import {
  Button,
  makeStyles,
  Spinner,
  tokens,
  Tooltip,
  useArrowNavigationGroup,
} from '@fluentui/react-components';
import { PersonAddRegular } from '@fluentui/react-icons';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readAddress } from '../../sip/address.ts';
import { useValue } from '../../ui/useValue.ts';
import { useView } from '../../app/useView.ts';
import { AddContact } from './AddContact.tsx';
import { ConversationRow } from './ConversationRow.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import type { PersonDialog } from './PersonDialogs.tsx';
import { useRowMenu } from './useRowMenu.tsx';
import { entriesOf } from '../state/entries.ts';
import { SearchPeople } from './SearchPeople.tsx';
import { useChatClient } from './useChatClient.ts';

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', height: '100%', minHeight: 0 },
  tools: {
    display: 'flex',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalS,
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalM} ${tokens.spacingVerticalS}`,
  },
  list: {
    flexGrow: 1,
    minHeight: 0,
    overflowY: 'auto',
    listStyleType: 'none',
    margin: 0,
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalS} ${tokens.spacingVerticalM}`,
  },
  item: { paddingBlock: '1px' },
});

interface Props {
  readonly shown: string | null;
  readonly onShow: (peer: string) => void;
  readonly onAsk: (dialog: PersonDialog) => void;
}

/** People and conversations: searchable, and navigable by arrow keys. */
export function ConversationList({ shown, onShow, onAsk }: Props) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { language } = useView();
  const roster = useValue(useChatClient().roster);
  const [search, setSearch] = useState('');
  const [adding, setAdding] = useState<string | null>(null);
  const { menu, openMenu } = useRowMenu(onAsk);
  const root = useRef<HTMLDivElement>(null);
  const arrows = useArrowNavigationGroup({ axis: 'vertical', memorizeCurrent: true });
  const entries = entriesOf(roster, search, language, t);
  const address = readAddress(search);
  // The pool's names include one's own.
  const howToFind = roster.colleagues.size > 1 ? 'findDetail' : 'noneDetail';
  return (
    <div ref={root} className={styles.root}>
      <div className={styles.tools}>
        <SearchPeople
          search={search}
          onSearch={setSearch}
          onDown={() => {
            root.current?.querySelector<HTMLElement>('li > *')?.focus();
          }}
          onEnter={() => {
            if (entries[0]) onShow(entries[0].peer);
            else if (address.ok) setAdding(address.value);
          }}
        />
        <Tooltip content={t('conversations.contact.add')} relationship="label">
          <Button
            appearance="subtle"
            icon={<PersonAddRegular />}
            onClick={() => {
              setAdding('');
            }}
          />
        </Tooltip>
      </div>
      {!roster.isLoaded && <Spinner label={t('conversations.loading')} />}
      {roster.isLoaded && entries.length === 0 && (
        <EmptyState
          title={
            search === ''
              ? t('conversations.none')
              : t('conversations.nothingFound', { text: search })
          }
          detail={search === '' ? t(`conversations.${howToFind}`) : undefined}
          action={
            address.ok
              ? t('conversations.contact.addAddress', { address: address.value })
              : t('conversations.contact.add')
          }
          onAction={() => {
            setAdding(address.ok ? address.value : '');
          }}
        />
      )}
      {entries.length > 0 && (
        <ul className={styles.list} aria-label={t('conversations.people')} {...arrows}>
          {entries.map((entry) => (
            <li key={entry.peer} className={styles.item}>
              <ConversationRow
                entry={entry}
                isShown={entry.peer === shown}
                onShow={onShow}
                onMenu={openMenu}
                onDelete={(peer) => {
                  onAsk({ kind: 'delete', peer });
                }}
              />
            </li>
          ))}
        </ul>
      )}
      {menu}
      {adding !== null && (
        <AddContact
          address={adding}
          onAdded={(added) => {
            setSearch('');
            onShow(added);
          }}
          onClose={() => {
            setAdding(null);
          }}
        />
      )}
    </div>
  );
}
