import { usePlace } from '../place/usePlace.ts';
import { OrganisationList } from './OrganisationList.tsx';
import { OrganisationPage } from './OrganisationPage.tsx';

/** All organisations of the pool, or the one that the address names. */
export function OrganisationsPage() {
  const { organisation } = usePlace();
  return organisation === undefined ? (
    <OrganisationList />
  ) : (
    <OrganisationPage key={organisation} domain={organisation} />
  );
}
