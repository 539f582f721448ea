import { Text } from '@fluentui/react-components';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changed, domainName } from '../../../contract/admin/accounts.ts';
import { adminPaths } from '../../../contract/admin/paths.ts';
import type { OrganisationAnswer } from '../../../contract/admin/policies.ts';
import { TextField } from '../../ui/TextField.tsx';
import { askPool } from '../answers/askPool.ts';
import { useDeed } from '../answers/useDeed.ts';
import { AskDialog } from '../layout/AskDialog.tsx';

interface Props {
  readonly onClose: () => void;
  readonly onDone: () => void;
}
type OfOne = Props & { readonly organisation: OrganisationAnswer };

/** Asks which organisation to add. */
export function AddOrganisation({ onClose, onDone }: Props) {
  const { t } = useTranslation();
  const { problem, run } = useDeed();
  const [domain, setDomain] = useState('');
  const [displayName, setName] = useState('');
  const [isBad, setBad] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const submit = async () => {
    const read = domainName.safeParse(domain.trim().toLowerCase());
    if (!read.success) {
      setBad(true);
      field.current?.focus();
      return;
    }
    const body = { domain: read.data, displayName: displayName.trim() || read.data };
    const how = { method: 'POST', body };
    if (await run(() => askPool(adminPaths.organisations, changed, how))) onDone();
  };
  return (
    <AskDialog
      title={t('admin.organisations.addTitle')}
      submit={t('admin.organisations.add')}
      problem={problem}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <TextField
        label={t('admin.organisations.domain')}
        hint={t('admin.organisations.domainHint')}
        input={field}
        isAddress
        autoComplete="off"
        maxLength={253}
        value={domain}
        problem={isBad ? t('admin.organisations.badDomain') : undefined}
        onChange={(value) => {
          setDomain(value);
          setBad(false);
        }}
      />
      <TextField
        label={t('admin.organisations.name')}
        hint={t('admin.organisations.nameHint')}
        autoComplete="off"
        maxLength={128}
        value={displayName}
        onChange={setName}
      />
    </AskDialog>
  );
}

/** Asks what an organisation is to be called. */
export function RenameOrganisation({ organisation, onClose, onDone }: OfOne) {
  const { t } = useTranslation();
  const { problem, run } = useDeed();
  const { domain, seen } = organisation;
  const [displayName, setName] = useState(organisation.displayName);
  const submit = async () => {
    const body = { seen, displayName: displayName.trim() };
    const how = { method: 'PATCH', body };
    if (await run(() => askPool(adminPaths.organisation(domain), changed, how))) onDone();
  };
  return (
    <AskDialog
      title={t('admin.organisations.renameTitle', { domain })}
      submit={t('admin.accounts.rename')}
      problem={problem}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <TextField
        label={t('admin.organisations.name')}
        hint={t('admin.organisations.nameHint')}
        autoComplete="off"
        maxLength={128}
        value={displayName}
        onChange={setName}
      />
    </AskDialog>
  );
}

/** Asks before an organisation goes, with all its accounts: its domain is to be typed. */
export function RemoveOrganisation({ organisation, onClose, onDone }: OfOne) {
  const { t } = useTranslation();
  const { problem, run } = useDeed();
  const { domain, displayName, seen } = organisation;
  const [typed, setTyped] = useState('');
  const [isBad, setBad] = useState(false);
  const submit = async () => {
    if (typed.trim().toLowerCase() !== domain) {
      setBad(true);
      return;
    }
    const path = `${adminPaths.organisation(domain)}?seen=${seen}`;
    if (await run(() => askPool(path, changed, { method: 'DELETE' }))) onDone();
  };
  return (
    <AskDialog
      title={t('admin.organisations.removeTitle', { name: displayName })}
      submit={t('admin.organisations.remove')}
      problem={problem}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <Text>{t('admin.organisations.removeDetail')}</Text>
      <TextField
        label={t('admin.organisations.typeDomain', { domain })}
        isAddress
        autoComplete="off"
        value={typed}
        problem={isBad ? t('admin.organisations.otherDomain', { domain }) : undefined}
        onChange={(value) => {
          setTyped(value);
          setBad(false);
        }}
      />
    </AskDialog>
  );
}
