import { Field, Radio, RadioGroup } from '@fluentui/react-components';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { adminPaths } from '../../../contract/admin/paths.ts';
import { adminRoles, type AdminRole } from '../../../contract/admin/roles.ts';
import {
  adminName,
  linkAnswer,
  type Administrator,
  type LinkAnswer,
} from '../../../contract/admin/session.ts';
import { TextField } from '../../ui/TextField.tsx';
import { askPool } from '../answers/askPool.ts';
import { useDeed } from '../answers/useDeed.ts';
import { AskDialog } from '../layout/AskDialog.tsx';
import { SureDialog } from '../layout/SureDialog.tsx';

interface AddProps {
  readonly onClose: () => void;
  readonly onLink: (name: string, link: LinkAnswer) => void;
}

/** Asks who else is to administer, and as what. */
export function AddAdministrator({ onClose, onLink }: AddProps) {
  const { t } = useTranslation();
  const { problem, run } = useDeed();
  const [typed, setTyped] = useState('');
  const [role, setRole] = useState<AdminRole>('helpdesk');
  const [isBad, setBad] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const submit = async () => {
    const name = adminName.safeParse(typed.trim().toLowerCase());
    if (!name.success) {
      setBad(true);
      field.current?.focus();
      return;
    }
    const how = { method: 'POST', body: { name: name.data, role } };
    const link = await run(() => askPool(adminPaths.administrators, linkAnswer, how));
    if (link) onLink(name.data, link);
  };
  return (
    <AskDialog
      title={t('admin.administrators.addTitle')}
      submit={t('admin.administrators.add')}
      problem={problem}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <TextField
        label={t('admin.signIn.name')}
        hint={t('admin.administrators.nameHint')}
        input={field}
        isAddress
        autoComplete="off"
        maxLength={64}
        value={typed}
        problem={isBad ? t('admin.administrators.badName') : undefined}
        onChange={(value) => {
          setTyped(value);
          setBad(false);
        }}
      />
      <Field label={t('admin.administrators.role')}>
        <RadioGroup
          value={role}
          onChange={(_, { value }) => {
            setRole(adminRoles.find((one) => one === value) ?? role);
          }}
        >
          {adminRoles.map((one) => (
            <Radio key={one} value={one} label={t(`admin.administrators.can.${one}`)} />
          ))}
        </RadioGroup>
      </Field>
    </AskDialog>
  );
}

interface OfOne {
  readonly who: Administrator;
  readonly onClose: () => void;
}

/** Asks before an administrator's password and authenticator are to be set up anew. */
export function ResetAdministrator({
  who: { name },
  onClose,
  onLink,
}: OfOne & { readonly onLink: (link: LinkAnswer) => void }) {
  const { t } = useTranslation();
  const how = { method: 'POST', body: {} };
  return (
    <SureDialog
      title={t('admin.administrators.resetTitle', { name })}
      detail={t('admin.administrators.resetDetail')}
      submit={t('admin.administrators.reset')}
      ask={() => askPool(adminPaths.administratorReset(name), linkAnswer, how)}
      onDone={onLink}
      onClose={onClose}
    />
  );
}

/** Asks before somebody ceases to administer. */
export function RemoveAdministrator({
  who: { name },
  onClose,
  onDone,
}: OfOne & { readonly onDone: () => void }) {
  const { t } = useTranslation();
  return (
    <SureDialog
      title={t('admin.administrators.removeTitle', { name })}
      detail={t('admin.administrators.removeDetail')}
      submit={t('admin.accounts.remove')}
      ask={() => askPool(adminPaths.administrator(name), z.unknown(), { method: 'DELETE' })}
      onDone={onDone}
      onClose={onClose}
    />
  );
}
