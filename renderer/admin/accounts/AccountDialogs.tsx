import { Text } from '@fluentui/react-components';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  changed,
  secretAnswer,
  type Account,
  type SecretAnswer,
  type SecretWay,
} from '../../../contract/admin/accounts.ts';
import { adminPaths } from '../../../contract/admin/paths.ts';
import { parseSipAddress } from '../../../contract/sipAddress.ts';
import { TextField } from '../../ui/TextField.tsx';
import { askPool } from '../answers/askPool.ts';
import { useDeed } from '../answers/useDeed.ts';
import { AskDialog } from '../layout/AskDialog.tsx';
import { SureDialog } from '../layout/SureDialog.tsx';
import { WayChoice } from './WayChoice.tsx';

interface OfAll {
  /** The log's last entry when what is shown was read. */
  readonly seen: number;
  readonly onClose: () => void;
  readonly onDone: () => void;
}
type OfOne = OfAll & { readonly account: Account };
interface TellsSecret {
  readonly onClose: () => void;
  readonly onSecret: (secret: SecretAnswer) => void;
}

/** Asks whom to add. */
export function AddAccount({ onClose, onSecret }: TellsSecret) {
  const { t } = useTranslation();
  const { problem, run } = useDeed();
  const [address, setAddress] = useState('');
  const [displayName, setName] = useState('');
  const [by, setBy] = useState<SecretWay>('link');
  const [isBad, setBad] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const submit = async () => {
    if (!parseSipAddress(address).ok) {
      setBad(true);
      field.current?.focus();
      return;
    }
    const body = { address: address.trim(), displayName: displayName.trim(), by };
    const secret = await run(() =>
      askPool(adminPaths.accounts, secretAnswer, { method: 'POST', body }),
    );
    if (secret) onSecret(secret);
  };
  return (
    <AskDialog
      title={t('admin.accounts.addTitle')}
      submit={t('admin.accounts.add')}
      problem={problem}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <TextField
        label={t('admin.accounts.address')}
        hint={t('admin.accounts.addressHint')}
        input={field}
        isAddress
        autoComplete="off"
        maxLength={400}
        value={address}
        problem={isBad ? t('admin.problem.badAddress') : undefined}
        onChange={(value) => {
          setAddress(value);
          setBad(false);
        }}
      />
      <TextField
        label={t('admin.accounts.name')}
        autoComplete="off"
        maxLength={128}
        value={displayName}
        onChange={setName}
      />
      <WayChoice way={by} onChange={setBy} />
    </AskDialog>
  );
}

/** Asks how somebody comes by another password. */
export function ResetPassword({
  account,
  seen,
  onClose,
  onSecret,
}: TellsSecret & Pick<OfOne, 'account' | 'seen'>) {
  const { t } = useTranslation();
  const { problem, run } = useDeed();
  const [by, setBy] = useState<SecretWay>('link');
  const submit = async () => {
    const path = adminPaths.accountReset(account.address);
    const secret = await run(() =>
      askPool(path, secretAnswer, { method: 'POST', body: { seen, by } }),
    );
    if (secret) onSecret(secret);
  };
  return (
    <AskDialog
      title={t('admin.accounts.resetTitle', { name: account.displayName })}
      submit={t('admin.accounts.reset')}
      problem={problem}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <Text>{t('admin.accounts.resetDetail', { address: account.address })}</Text>
      <WayChoice way={by} onChange={setBy} />
    </AskDialog>
  );
}

/** Asks what somebody is to be called. */
export function RenameAccount({ account, seen, onClose, onDone }: OfOne) {
  const { t } = useTranslation();
  const { problem, run } = useDeed();
  const [displayName, setName] = useState(account.displayName);
  const submit = async () => {
    const path = adminPaths.account(account.address);
    const body = { seen, displayName: displayName.trim() };
    if (await run(() => askPool(path, changed, { method: 'PATCH', body }))) onDone();
  };
  return (
    <AskDialog
      title={t('admin.accounts.renameTitle', { address: account.address })}
      submit={t('admin.accounts.rename')}
      problem={problem}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <TextField
        label={t('admin.accounts.name')}
        autoComplete="off"
        maxLength={128}
        value={displayName}
        onChange={setName}
      />
    </AskDialog>
  );
}

/** Asks before an account is taken away for good. */
export function RemoveAccount({ account: { address, displayName }, seen, onClose, onDone }: OfOne) {
  const { t } = useTranslation();
  const path = `${adminPaths.account(address)}?seen=${seen}`;
  return (
    <SureDialog
      title={t('admin.accounts.removeTitle', { name: displayName })}
      detail={t('admin.accounts.removeDetail', { address })}
      submit={t('admin.accounts.remove')}
      ask={() => askPool(path, changed, { method: 'DELETE' })}
      onDone={onDone}
      onClose={onClose}
    />
  );
}
