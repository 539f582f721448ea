import {
  Button,
  makeStyles,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  tokens,
} from '@fluentui/react-components';
import { KeyResetRegular, MoreHorizontalRegular } from '@fluentui/react-icons';
import { use } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../contract/admin/accounts.ts';
import { holds } from '../../../contract/admin/roles.ts';
import { SessionContext } from '../session/sessionContext.ts';

const useStyles = makeStyles({
  actions: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalXS,
    marginBlock: `calc(-1 * ${tokens.spacingVerticalXXS})`,
  },
});

export type AccountDeed = 'reset' | 'rename' | 'enable' | 'remove';

interface Props {
  readonly account: Account;
  readonly onDeed: (deed: AccountDeed) => void;
}

/** What one's role lets one do with an account. */
export function AccountActions({ account, onDeed }: Props) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { role } = use(SessionContext);
  const { displayName: name, enabled } = account;
  const item = (deed: AccountDeed, label: string) => (
    <MenuItem
      onClick={() => {
        onDeed(deed);
      }}
    >
      {label}
    </MenuItem>
  );
  return (
    <div className={styles.actions}>
      <Button
        size="small"
        icon={<KeyResetRegular />}
        aria-label={t('admin.of', { what: t('admin.accounts.reset'), name })}
        onClick={() => {
          onDeed('reset');
        }}
      >
        {t('admin.accounts.reset')}
      </Button>
      {holds(role, 'administrator') && (
        <Menu>
          <MenuTrigger disableButtonEnhancement>
            <Button
              size="small"
              appearance="subtle"
              icon={<MoreHorizontalRegular />}
              aria-label={t('admin.accounts.more', { name })}
            />
          </MenuTrigger>
          <MenuPopover>
            <MenuList>
              {item('enable', t(enabled ? 'admin.accounts.disable' : 'admin.accounts.enable'))}
              {item('rename', t('admin.accounts.rename'))}
              {item('remove', t('admin.accounts.remove'))}
            </MenuList>
          </MenuPopover>
        </Menu>
      )}
    </div>
  );
}
