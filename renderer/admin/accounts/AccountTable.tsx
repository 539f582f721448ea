import { Badge, Caption1, makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { Account } from '../../../contract/admin/accounts.ts';
import { Table } from '../../viewer/Table.tsx';
import { AccountActions, type AccountDeed } from './AccountActions.tsx';

const useStyles = makeStyles({
  address: { color: tokens.colorNeutralForeground3, overflowWrap: 'anywhere' },
});

interface Props {
  readonly labelledBy: string;
  readonly accounts: readonly Account[];
  readonly onDeed: (deed: AccountDeed, account: Account) => void;
}

/** Who is there, and what one can do. */
export function AccountTable({ labelledBy, accounts, onDeed }: Props) {
  const styles = useStyles();
  const { t } = useTranslation();
  return (
    <Table
      labelledBy={labelledBy}
      columns={[
        { label: t('admin.accounts.who'), width: 50 },
        { label: t('admin.accounts.state.label'), width: 18 },
        { label: t('admin.accounts.actions'), width: 32 },
      ]}
      rows={accounts.map((account) => ({
        key: account.address,
        cells: [
          <span key="who">
            <span dir="auto">{account.displayName}</span>
            {account.displayName !== account.address && (
              <Caption1 block className={styles.address} dir="auto">
                {account.address}
              </Caption1>
            )}
          </span>,
          <Badge key="state" appearance="tint" color={account.enabled ? 'brand' : 'informative'}>
            {t(`admin.accounts.state.${account.enabled ? 'enabled' : 'disabled'}`)}
          </Badge>,
          <AccountActions
            key="actions"
            account={account}
            onDeed={(deed) => {
              onDeed(deed, account);
            }}
          />,
        ],
      }))}
    />
  );
}
