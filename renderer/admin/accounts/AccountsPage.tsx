import { Button } from '@fluentui/react-components';
import { ArrowDownloadRegular, ArrowUploadRegular, PersonAddRegular } from '@fluentui/react-icons';
import { use, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SecretAnswer } from '../../../contract/admin/accounts.ts';
import { adminPaths } from '../../../contract/admin/paths.ts';
import { holds } from '../../../contract/admin/roles.ts';
import { save } from '../../webPage/save.ts';
import { askPoolForFile } from '../answers/askPool.ts';
import { useDeed } from '../answers/useDeed.ts';
import { Column } from '../layout/Column.tsx';
import { PageHead } from '../layout/PageHead.tsx';
import { ProblemBar } from '../layout/ProblemBar.tsx';
import { SecretDialog } from '../layout/SecretDialog.tsx';
import { goTo } from '../place/usePlace.ts';
import { SessionContext } from '../session/sessionContext.ts';
import { AddAccount } from './AccountDialogs.tsx';
import { AccountFilters } from './AccountFilters.tsx';
import { AccountList } from './AccountList.tsx';

function Actions({ onAdd }: { readonly onAdd: () => void }) {
  const { t } = useTranslation();
  const { isBusy, problem, run } = useDeed();
  const download = async () => {
    const file = await run(() => askPoolForFile(adminPaths.export));
    if (file) save('candor-accounts.csv', file);
  };
  return (
    <>
      <Button appearance="primary" icon={<PersonAddRegular />} onClick={onAdd}>
        {t('admin.accounts.add')}
      </Button>
      <Button
        icon={<ArrowUploadRegular />}
        onClick={() => {
          goTo({ page: 'import' });
        }}
      >
        {t('admin.accounts.import')}
      </Button>
      <Button
        icon={<ArrowDownloadRegular />}
        disabledFocusable={isBusy}
        onClick={() => void download()}
      >
        {t('admin.accounts.export')}
      </Button>
      <ProblemBar problem={problem} />
    </>
  );
}

/** Accounts: who is there, to be found, added and helped. */
export function AccountsPage() {
  const { t } = useTranslation();
  const { role } = use(SessionContext);
  const mayChange = holds(role, 'administrator');
  const [isAdding, setAdding] = useState(false);
  const [secret, setSecret] = useState<SecretAnswer>();
  const [changes, setChanges] = useState(0);
  return (
    <>
      <PageHead
        title={t('admin.pages.accounts')}
        lead={t(mayChange ? 'admin.accounts.lead' : 'admin.accounts.leadHelpdesk')}
      >
        {mayChange && (
          <Actions
            onAdd={() => {
              setAdding(true);
            }}
          />
        )}
      </PageHead>
      <Column>
        <AccountFilters />
        <AccountList changes={changes} onSecret={setSecret} />
      </Column>
      {isAdding && (
        <AddAccount
          onClose={() => {
            setAdding(false);
          }}
          onSecret={(told) => {
            setAdding(false);
            setSecret(told);
            setChanges(changes + 1);
          }}
        />
      )}
      {secret && (
        <SecretDialog
          title={t('admin.secret.of', { name: secret.address })}
          secret={secret}
          onClose={() => {
            setSecret(undefined);
          }}
        />
      )}
    </>
  );
}
