import { use } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigation as NavigationOfPage } from '../../webPage/Navigation.tsx';
import { officerPages, pages, searchOf, type Page } from '../place/place.ts';
import { kept, useHere } from '../place/usePlace.ts';
import { mayOpen } from '../session/mayOpen.ts';
import { SessionContext } from '../session/sessionContext.ts';

/** Links to the pages that the reader's roles open, and to no others. */
export function Navigation() {
  const { t } = useTranslation();
  const { roles } = use(SessionContext);
  const here = useHere();
  const targetsOf = (of: readonly Page[]) =>
    of
      .filter((page) => mayOpen(roles, page))
      .map((page) => ({
        to: searchOf({ ...kept(here), page }),
        name: t(`insights.pages.${page}`),
        isCurrent: page === here.page,
      }));
  return (
    <NavigationOfPage
      label={t('insights.pages.label')}
      groups={[
        { targets: targetsOf(pages) },
        { name: t('insights.pages.ofOfficers'), targets: targetsOf(officerPages) },
      ]}
    />
  );
}
