import { Button } from '@fluentui/react-components';
import { PersonAddRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { adminPaths } from '../../../contract/admin/paths.ts';
import type { AdminRole } from '../../../contract/admin/roles.ts';
import {
  administratorsAnswer,
  type Administrator,
  type LinkAnswer,
} from '../../../contract/admin/session.ts';
import { Panel } from '../../webPage/Panel.tsx';
import { askPool } from '../answers/askPool.ts';
import { useDeed } from '../answers/useDeed.ts';
import { usePool } from '../answers/usePool.ts';
import { PageHead } from '../layout/PageHead.tsx';
import { ProblemBar } from '../layout/ProblemBar.tsx';
import { SecretDialog } from '../layout/SecretDialog.tsx';
import { ShownPart } from '../layout/ShownPart.tsx';
import {
  AddAdministrator,
  RemoveAdministrator,
  ResetAdministrator,
} from './AdministratorDialogs.tsx';
import { AdministratorTable } from './AdministratorTable.tsx';

type Asking = 'add' | { readonly deed: 'reset' | 'remove'; readonly who: Administrator };
interface Told {
  readonly name: string;
  readonly link: LinkAnswer;
}

/** Who may administer, and what: for owners. */
export function AdministratorsPage() {
  const { t } = useTranslation();
  const { shown, isBusy, again } = usePool(adminPaths.administrators, administratorsAnswer);
  const { problem, run } = useDeed();
  const [asking, setAsking] = useState<Asking>();
  const [told, setTold] = useState<Told>();
  const close = () => {
    setAsking(undefined);
  };
  const onLink = (name: string) => (link: LinkAnswer) => {
    close();
    setTold({ name, link });
    again();
  };
  const setRole = async ({ name }: Administrator, role: AdminRole) => {
    const how = { method: 'PATCH', body: { role } };
    await run(() => askPool(adminPaths.administrator(name), z.unknown(), how));
    again();
  };
  return (
    <>
      <PageHead title={t('admin.pages.administrators')} lead={t('admin.administrators.lead')}>
        <Button
          appearance="primary"
          icon={<PersonAddRegular />}
          onClick={() => {
            setAsking('add');
          }}
        >
          {t('admin.administrators.add')}
        </Button>
      </PageHead>
      <Panel
        title={t('admin.administrators.list')}
        explain={t('admin.administrators.roles')}
        isBusy={isBusy}
      >
        <ProblemBar problem={problem} />
        <ShownPart shown={shown} again={again} what={t('admin.pages.administrators')}>
          {({ administrators }) => (
            <AdministratorTable
              administrators={administrators}
              onRole={(who, role) => void setRole(who, role)}
              onDeed={(deed, who) => {
                setAsking({ deed, who });
              }}
            />
          )}
        </ShownPart>
      </Panel>
      {asking === 'add' && (
        <AddAdministrator
          onClose={close}
          onLink={(name, link) => {
            onLink(name)(link);
          }}
        />
      )}
      {asking !== undefined && asking !== 'add' && asking.deed === 'reset' && (
        <ResetAdministrator who={asking.who} onClose={close} onLink={onLink(asking.who.name)} />
      )}
      {asking !== undefined && asking !== 'add' && asking.deed === 'remove' && (
        <RemoveAdministrator
          who={asking.who}
          onClose={close}
          onDone={() => {
            close();
            again();
          }}
        />
      )}
      {told && (
        <SecretDialog
          title={t('admin.secret.of', { name: told.name })}
          secret={Object.assign({ by: 'link' } as const, told.link)}
          onClose={() => {
            setTold(undefined);
          }}
        />
      )}
    </>
  );
}
