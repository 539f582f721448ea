import { z } from 'zod';
import { accountStates, domainName } from '../../../contract/admin/accounts.ts';
import { holds, type AdminRole } from '../../../contract/admin/roles.ts';

/** The least role that each page is for; the first is where one comes to unasked. */
const leastRoles = {
  accounts: 'helpdesk',
  import: 'administrator',
  organisations: 'administrator',
  numbers: 'administrator',
  log: 'administrator',
  administrators: 'owner',
} as const satisfies Readonly<Record<string, AdminRole>>;

export type Page = keyof typeof leastRoles;
const pages = Object.keys(leastRoles) as readonly Page[];
/** Those that the navigation leads to; the others are reached from them. */
export const mainPages = pages.filter((page) => page !== 'import');

export const mayOpen = (role: AdminRole, page: Page): boolean => holds(role, leastRoles[page]);
export const leastRoleOf = (page: Page): AdminRole => leastRoles[page];

/** Where the person is, as the address tells it. */
export interface Place {
  readonly page: Page;
  /** Of the organisations, the one that is looked at; of accounts, the one whose they are. */
  readonly organisation?: string | undefined;
  readonly search?: string | undefined;
  readonly state?: (typeof accountStates)[number] | undefined;
}

/** Reads the query of an address; a part that means nothing costs that part. */
export function parsePlace(search: string): Place {
  const query = new URLSearchParams(search);
  const read = <T>(key: string, schema: z.ZodType<T>): T | undefined =>
    schema.safeParse(query.get(key)).data;
  return {
    page: read('page', z.enum(pages as [Page, ...Page[]])) ?? 'accounts',
    organisation: read('organisation', domainName),
    search: read('search', z.string().min(1).max(128)),
    state: read('state', z.enum(accountStates)),
  };
}

/** The query of a place's address, from its `?`. */
export function searchOf(place: Place): string {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(place))
    if (typeof value === 'string' && value !== '') query.set(key, value);
  return `?${query.toString()}`;
}
