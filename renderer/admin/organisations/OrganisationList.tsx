import { Button, Caption1, makeStyles, tokens } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { organisationsAnswer, type Organisation } from '../../../contract/admin/accounts.ts';
import { adminPaths } from '../../../contract/admin/paths.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Table } from '../../viewer/Table.tsx';
import { Panel } from '../../webPage/Panel.tsx';
import { SearchLink } from '../../webPage/SearchLink.tsx';
import { usePool } from '../answers/usePool.ts';
import { Column } from '../layout/Column.tsx';
import { PageHead } from '../layout/PageHead.tsx';
import { ShownPart } from '../layout/ShownPart.tsx';
import { useLinkStyles } from '../layout/useLinkStyles.ts';
import { searchOf } from '../place/place.ts';
import { MeetingsPanel } from './MeetingsPanel.tsx';
import { AddOrganisation } from './OrganisationDialogs.tsx';

const useStyles = makeStyles({
  domain: { color: tokens.colorNeutralForeground3 },
});

function Rows({ organisations }: { readonly organisations: readonly Organisation[] }) {
  const styles = useStyles();
  const { link } = useLinkStyles();
  const { t } = useTranslation();
  const id = useId();
  return (
    <>
      <span id={id} hidden>
        {t('admin.pages.organisations')}
      </span>
      <Table
        labelledBy={id}
        columns={[
          { label: t('admin.organisations.organisation'), width: 50 },
          { label: t('admin.pages.accounts'), width: 25 },
          { label: t('admin.organisations.disabled'), width: 25 },
        ]}
        rows={organisations.map(({ domain, displayName, accounts, disabled }) => ({
          key: domain,
          cells: [
            <span key="name">
              <SearchLink
                to={searchOf({ page: 'organisations', organisation: domain })}
                className={link}
              >
                <span dir="auto">{displayName}</span>
              </SearchLink>
              <Caption1 block className={styles.domain} dir="auto">
                {domain}
              </Caption1>
            </span>,
            <SearchLink
              key="accounts"
              to={searchOf({ page: 'accounts', organisation: domain })}
              className={link}
            >
              {t('admin.organisations.accounts', { count: accounts })}
            </SearchLink>,
            t('admin.organisations.ofThem', { count: disabled }),
          ],
        }))}
      />
    </>
  );
}

/** The organisations whose people this pool serves, and what holds for all of them. */
export function OrganisationList() {
  const { t } = useTranslation();
  const { shown, isBusy, again } = usePool(adminPaths.organisations, organisationsAnswer);
  const [isAdding, setAdding] = useState(false);
  const close = () => {
    setAdding(false);
  };
  return (
    <>
      <PageHead title={t('admin.pages.organisations')} lead={t('admin.organisations.lead')}>
        <Button
          appearance="primary"
          icon={<AddRegular />}
          onClick={() => {
            setAdding(true);
          }}
        >
          {t('admin.organisations.add')}
        </Button>
      </PageHead>
      <Column>
        <Panel title={t('admin.organisations.list')} isBusy={isBusy}>
          <ShownPart shown={shown} again={again} what={t('admin.pages.organisations')}>
            {({ organisations }) =>
              organisations.length === 0 ? (
                <EmptyState
                  title={t('admin.organisations.none')}
                  detail={t('admin.organisations.noneDetail')}
                />
              ) : (
                <Rows organisations={organisations} />
              )
            }
          </ShownPart>
        </Panel>
        <MeetingsPanel />
      </Column>
      {isAdding && (
        <AddOrganisation
          onClose={close}
          onDone={() => {
            close();
            again();
          }}
        />
      )}
    </>
  );
}
