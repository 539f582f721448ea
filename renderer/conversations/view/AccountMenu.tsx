import {
  Button,
  Caption1,
  makeStyles,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  mergeClasses,
  Text,
  tokens,
} from '@fluentui/react-components';
import { DeleteRegular, SignOutRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readableAccount } from '../../../contract/sipAddress.ts';
import { isolateAddress } from '../../../contract/text/isolate.ts';
import { ownLine } from '../../ui/ownLine.ts';
import { PersonAvatar } from '../../ui/PersonAvatar.tsx';
import { visuallyHidden } from '../../ui/visuallyHidden.ts';
import { useValue } from '../../ui/useValue.ts';
import { DeleteConversations } from './DeleteConversations.tsx';
import { useSession, useChatClient } from './useChatClient.ts';

const narrow = '@media (max-width: 640px)';

const useStyles = makeStyles({
  visuallyHidden,
  account: {
    maxWidth: '260px',
    minWidth: 0,
    paddingInline: tokens.spacingHorizontalS,
    columnGap: tokens.spacingHorizontalS,
  },
  who: {
    minWidth: 0,
    display: 'flex',
    flexDirection: 'column',
    textAlign: 'end',
    [narrow]: { display: 'none' },
  },
  ownLine,
  detail: { color: tokens.colorNeutralForeground3 },
  card: {
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    display: 'flex',
    flexDirection: 'column',
    overflowWrap: 'anywhere',
  },
});

/** Who is signed in, at which organisation, and whether the connection works; signs out. */
export function AccountMenu() {
  const styles = useStyles();
  const { t } = useTranslation();
  const chatClient = useChatClient();
  const { account, displayName, organisation } = useSession();
  const isConnected = useValue(chatClient.connection).name === 'signedIn';
  const [isDeleting, setDeleting] = useState(false);
  const address = readableAccount(account);
  const name = displayName ?? address;
  const detail = organisation?.displayName ?? address;
  const status = t(`conversations.connection.${isConnected ? 'signedIn' : 'lost'}`);
  return (
    <>
      <Menu>
        <MenuTrigger disableButtonEnhancement>
          <Button className={styles.account} appearance="subtle">
            <span
              className={styles.visuallyHidden}
            >{`${t('conversations.account', { name })}. ${status}`}</span>
            <span className={styles.who} aria-hidden>
              <Text dir="auto" size={200} weight="semibold" className={styles.ownLine}>
                {name}
              </Text>
              <Caption1 dir="auto" className={mergeClasses(styles.detail, styles.ownLine)}>
                {detail}
              </Caption1>
            </span>
            <PersonAvatar
              name={name}
              peer={account}
              size={32}
              badge={{ status: isConnected ? 'available' : 'offline' }}
            />
          </Button>
        </MenuTrigger>
        <MenuPopover>
          <div className={styles.card}>
            <Text weight="semibold">
              <bdi>{name}</bdi>
            </Text>
            {name !== address && (
              <Caption1 className={styles.detail}>{isolateAddress(address)}</Caption1>
            )}
            {organisation && (
              <Caption1 className={styles.detail}>
                <bdi>{organisation.displayName}</bdi>
              </Caption1>
            )}
            <Caption1 className={styles.detail}>{status}</Caption1>
          </div>
          <MenuList>
            <MenuItem
              icon={<DeleteRegular />}
              onClick={() => {
                setDeleting(true);
              }}
            >
              {t('conversations.delete.all')}
            </MenuItem>
            <MenuItem icon={<SignOutRegular />} onClick={chatClient.signOut}>
              {t('conversations.signOut')}
            </MenuItem>
          </MenuList>
        </MenuPopover>
      </Menu>
      {isDeleting && (
        <DeleteConversations
          peer={null}
          onClose={() => {
            setDeleting(false);
          }}
        />
      )}
    </>
  );
}
