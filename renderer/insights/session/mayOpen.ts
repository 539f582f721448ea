import type { Role } from '../../../contract/insights/session.ts';
import { officerPages, pages, type Page } from '../place/place.ts';

const rolesOf = {
  analyst: ['analyst'],
  watcher: ['engineer', 'officer'],
  officer: ['officer'],
} as const satisfies Readonly<Record<string, readonly Role[]>>;

/** The roles that a page is for: the service refuses its data to everyone else. */
export function whoseIs(page: Page): keyof typeof rolesOf {
  if (page === 'alerts') return 'watcher';
  return officerPages.some((one) => one === page) ? 'officer' : 'analyst';
}

export const mayOpen = (roles: readonly Role[], page: Page): boolean =>
  rolesOf[whoseIs(page)].some((role) => roles.includes(role));

/** The page itself; instead of the default page, the first one that these roles open. */
export function homeFor(roles: readonly Role[], page: Page): Page {
  if (page !== pages[0]) return page;
  return [...pages, ...officerPages].find((one) => mayOpen(roles, one)) ?? page;
}
