import { useTranslation } from 'react-i18next';
import type { Change, ChangeEntry, Changer } from '../../../contract/admin/changeLog.ts';
import type { PolicyValue } from '../../../contract/admin/policies.ts';

type Single = Exclude<Change, { readonly kind: 'together' }>;

/** Says of changes what they were, and whose. */
export function useChangeWords() {
  const { t, i18n } = useTranslation();
  const value = (of: PolicyValue | null): string =>
    of === null ? t('admin.log.notSet') : String(of);
  const onOrOff = (of: boolean): string => t(of ? 'decision.on' : 'decision.off');
  const role = (of: 'helpdesk' | 'administrator' | 'owner'): string => t(`admin.role.${of}`);

  const single = (change: Single): string => {
    switch (change.kind) {
      case 'began':
        return change.replaces === null
          ? t('admin.log.did.began')
          : t('admin.log.did.beganAnew', { file: change.replaces });
      case 'passwordReset':
        return t('admin.log.did.passwordReset', change);
      case 'administratorReset':
      case 'administratorEnrolled':
        return t(`admin.log.did.${change.kind}`, change);
      case 'organisationAdded':
        return t('admin.log.did.organisationAdded', change);
      case 'organisationRenamed':
        return t('admin.log.did.organisationRenamed', change);
      case 'accountAdded':
      case 'accountRemoved':
        return t(`admin.log.did.${change.kind}`, change);
      case 'accountRenamed':
        return t('admin.log.did.accountRenamed', change);
      case 'organisationRemoved':
        return t('admin.log.did.organisationRemoved', {
          domain: change.domain,
          displayName: change.displayName,
          count: change.accounts,
        });
      case 'accountEnabled':
        return t(change.to ? 'admin.log.did.accountEnabled' : 'admin.log.did.accountDisabled', {
          address: change.address,
        });
      case 'policySet':
        return t('admin.log.did.policySet', {
          domain: change.domain,
          key: change.key,
          from: value(change.from),
          to: value(change.to),
        });
      case 'meetingsSet':
        return t('admin.log.did.meetingsSet', {
          from: onOrOff(change.from),
          to: onOrOff(change.to),
        });
      case 'administratorAdded':
      case 'administratorRemoved':
        return t(`admin.log.did.${change.kind}`, { name: change.name, role: role(change.role) });
      case 'administratorRole':
        return t('admin.log.did.administratorRole', {
          name: change.name,
          from: role(change.from),
          to: role(change.to),
        });
    }
  };

  const who = (changer: Changer): string =>
    changer.by === 'administrator' ? changer.name : t(`admin.log.by.${changer.by}`);
  const what = (change: Change): string =>
    change.kind === 'together' ? t('admin.log.did.together', { count: change.of }) : single(change);
  const instant = (at: string): string =>
    new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'medium' }).format(
      new Date(at),
    );
  return {
    single,
    who,
    what,
    instant,
    /** An entry in one sentence. */
    entry: (entry: ChangeEntry): string =>
      t('admin.log.sentence', {
        who: who(entry.who),
        at: instant(entry.at),
        what: what(entry.change),
      }),
  };
}
