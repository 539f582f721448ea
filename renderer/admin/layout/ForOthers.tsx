import { use } from 'react';
import { useTranslation } from 'react-i18next';
import { leastRoleOf, type Page } from '../place/place.ts';
import { SessionContext } from '../session/sessionContext.ts';
import { PageHead } from './PageHead.tsx';

/** Says of a page that it is not for the role of who opened its address, and for which it is. */
export function ForOthers({ page }: { readonly page: Page }) {
  const { t } = useTranslation();
  const { role } = use(SessionContext);
  return (
    <PageHead
      title={t(`admin.pages.${page}`)}
      lead={t('admin.gate', {
        needed: t(`admin.roles.${leastRoleOf(page)}`),
        yours: t(`admin.role.${role}`),
      })}
    />
  );
}
