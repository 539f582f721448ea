import type { Role } from '../../../contract/insights/session.ts';
import { officerPages, pages, type Page } from '../place/place.ts';

/** Whose a page is: the service refuses everyone else what stands on it. */
export const roleOf = (page: Page): 'analyst' | 'officer' =>
  officerPages.some((one) => one === page) ? 'officer' : 'analyst';

export const mayOpen = (roles: readonly Role[], page: Page): boolean =>
  roles.includes(roleOf(page));

/** The page itself; where it is the first of all, which one comes to unasked, the first that one may open. */
export function homeFor(roles: readonly Role[], page: Page): Page {
  if (page !== pages[0]) return page;
  return [...pages, ...officerPages].find((one) => mayOpen(roles, one)) ?? page;
}
