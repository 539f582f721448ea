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
  Subtitle2,
  tokens,
  Tooltip,
} from '@fluentui/react-components';
import { ArrowLeftRegular, DismissRegular, MoreHorizontalRegular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import { CallButton } from '../../calls/view/CallButton.tsx';
import { PersonAvatar } from '../../ui/PersonAvatar.tsx';
import { ownLine } from '../../ui/ownLine.ts';
import type { Entry } from '../state/entries.ts';
import type { PersonDialog } from './PersonDialogs.tsx';
import { PersonMenuItems } from './PersonMenuItems.tsx';
import { useChatClient } from './useChatClient.ts';

const useStyles = makeStyles({
  root: {
    flexShrink: 0,
    display: 'flex',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalM,
    boxSizing: 'border-box',
    minHeight: '56px',
    paddingInline: '24px 18px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    '@media (max-width: 480px)': { paddingInline: '8px', columnGap: tokens.spacingHorizontalS },
  },
  who: { flexGrow: 1, minWidth: 0, display: 'flex', flexDirection: 'column' },
  name: { margin: 0 },
  ownLine,
  address: { color: tokens.colorNeutralForeground3 },
});

interface Props {
  readonly entry: Entry;
  readonly isNarrow: boolean;
  readonly onAsk: (dialog: PersonDialog) => void;
}

/** The other person's name, and the actions on the whole conversation. */
export function PaneHeader({ entry, isNarrow, onAsk }: Props) {
  const styles = useStyles();
  const { t } = useTranslation();
  const chatClient = useChatClient();
  const { peer, name, address } = entry;
  const close = () => {
    chatClient.show(null);
  };
  return (
    <header className={styles.root}>
      {isNarrow && (
        <Tooltip content={t('conversations.back')} relationship="label">
          <Button appearance="subtle" icon={<ArrowLeftRegular />} onClick={close} />
        </Tooltip>
      )}
      <PersonAvatar name={name} peer={peer} size={36} />
      <div className={styles.who}>
        <Subtitle2 as="h2" dir="auto" className={mergeClasses(styles.name, styles.ownLine)}>
          {name}
        </Subtitle2>
        {name !== address && (
          <Caption1 dir="auto" className={mergeClasses(styles.address, styles.ownLine)}>
            {address}
          </Caption1>
        )}
      </div>
      <CallButton entry={entry} />
      <Menu>
        <MenuTrigger disableButtonEnhancement>
          <Tooltip content={t('conversations.more')} relationship="label">
            <Button appearance="subtle" icon={<MoreHorizontalRegular />} />
          </Tooltip>
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            <MenuItem icon={<DismissRegular />} onClick={close}>
              {t('conversations.close')}
            </MenuItem>
            <PersonMenuItems entry={entry} onAsk={onAsk} />
          </MenuList>
        </MenuPopover>
      </Menu>
    </header>
  );
}
