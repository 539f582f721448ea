import { Button, Caption1, makeStyles, Select, tokens } from '@fluentui/react-components';
import { use, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { adminRoles, type AdminRole } from '../../../contract/admin/roles.ts';
import type { Administrator } from '../../../contract/admin/session.ts';
import { Table } from '../../viewer/Table.tsx';
import { SessionContext } from '../session/sessionContext.ts';
import { useChangeWords } from '../words/useChangeWords.ts';

const useStyles = makeStyles({
  quiet: { color: tokens.colorNeutralForeground3 },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalXS },
});

interface Props {
  readonly administrators: readonly Administrator[];
  readonly onRole: (who: Administrator, role: AdminRole) => void;
  readonly onDeed: (deed: 'reset' | 'remove', who: Administrator) => void;
}

/** Administrators, their roles, and when they signed in last. */
export function AdministratorTable({ administrators, onRole, onDeed }: Props) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { instant } = useChangeWords();
  const { name: own } = use(SessionContext);
  const id = useId();
  const deeds = [
    ['reset', t('admin.administrators.reset')],
    ['remove', t('admin.accounts.remove')],
  ] as const;
  const lastOf = ({ enrolled, lastSignIn }: Administrator): string => {
    if (!enrolled) return t('admin.administrators.waits');
    return lastSignIn === null ? t('admin.administrators.never') : instant(lastSignIn);
  };
  return (
    <>
      <span id={id} hidden>
        {t('admin.administrators.list')}
      </span>
      <Table
        labelledBy={id}
        columns={[
          { label: t('admin.signIn.name'), width: 24 },
          { label: t('admin.administrators.role'), width: 22 },
          { label: t('admin.administrators.last'), width: 24 },
          { label: t('admin.accounts.actions'), width: 30 },
        ]}
        rows={administrators.map((who) => ({
          key: who.name,
          cells: [
            <span key="name">
              <span dir="auto">{who.name}</span>
              {who.name === own && (
                <Caption1 block className={styles.quiet}>
                  {t('admin.administrators.you')}
                </Caption1>
              )}
            </span>,
            <Select
              key="role"
              size="small"
              aria-label={t('admin.administrators.roleOf', { name: who.name })}
              value={who.role}
              onChange={(_, { value }) => {
                const role = adminRoles.find((one) => one === value);
                if (role) onRole(who, role);
              }}
            >
              {adminRoles.map((role) => (
                <option key={role} value={role}>
                  {t(`admin.role.${role}`)}
                </option>
              ))}
            </Select>,
            lastOf(who),
            <span key="actions" className={styles.actions}>
              {deeds.map(([deed, what]) => (
                <Button
                  key={deed}
                  size="small"
                  aria-label={t('admin.of', { what, name: who.name })}
                  onClick={() => {
                    onDeed(deed, who);
                  }}
                >
                  {what}
                </Button>
              ))}
            </span>,
          ],
        }))}
      />
    </>
  );
}
