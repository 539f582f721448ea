import type { Role } from '../../../contract/insights/session.ts';
import { officerPages, pages, type Page } from '../place/place.ts';

const rolesOf = {
  analyst: ['analyst'],
  watcher: ['engineer', 'officer'],
  officer: ['officer'],
} as const satisfies Readonly<Record<string, readonly Role[]>>;

/** Whose a page is: the service refuses everyone else what stands on it. */
export function whoseIs(page: Page): keyof typeof rolesOf {
  if (page === 'alerts') return 'watcher';
  return officerPages.some((one) => one === page) ? 'officer' : 'analyst';
}

export const mayOpen = (roles: readonly Role[], page: Page): boolean =>
  rolesOf[whoseIs(page)].some((role) => roles.includes(role));

/** The page itself; where it is the first of all, which one comes to unasked, the first that one may open. */
export function homeFor(roles: readonly Role[], page: Page): Page {
  if (page !== pages[0]) return page;
  return [...pages, ...officerPages].find((one) => mayOpen(roles, one)) ?? page;
}
