import { adminPaths as at } from '../../../contract/admin/paths.ts';
import type { AdminRole } from '../../../contract/admin/roles.ts';

/** An address with `:` names in it, as Fastify writes routes. */
const named = (path: string): string => path.replaceAll('%3A', ':');

/**
 * The least role for each route of administrators; `anyone` needs no session, and proves itself otherwise. A route that
 * is not here can't be served (adminRoutes.ts).
 */
export const routeRoles: Readonly<Record<string, AdminRole | 'anyone'>> = {
  [`GET ${at.session}`]: 'helpdesk',
  [`POST ${at.session}`]: 'anyone',
  [`DELETE ${at.session}`]: 'helpdesk',
  [`POST ${at.enrolmentLook}`]: 'anyone',
  [`POST ${at.enrolment}`]: 'anyone',
  [`POST ${at.passwordLook}`]: 'anyone',
  [`POST ${at.password}`]: 'anyone',
  [`GET ${at.administrators}`]: 'owner',
  [`POST ${at.administrators}`]: 'owner',
  [named(`PATCH ${at.administrator(':name')}`)]: 'owner',
  [named(`DELETE ${at.administrator(':name')}`)]: 'owner',
  [named(`POST ${at.administratorReset(':name')}`)]: 'owner',
  [`GET ${at.organisations}`]: 'helpdesk',
  [`POST ${at.organisations}`]: 'administrator',
  [named(`GET ${at.organisation(':domain')}`)]: 'administrator',
  [named(`PATCH ${at.organisation(':domain')}`)]: 'administrator',
  [named(`DELETE ${at.organisation(':domain')}`)]: 'administrator',
  [named(`PUT ${at.policy(':domain', ':key')}`)]: 'administrator',
  [`GET ${at.meetings}`]: 'administrator',
  [`PUT ${at.meetings}`]: 'administrator',
  [`GET ${at.accounts}`]: 'helpdesk',
  [`POST ${at.accounts}`]: 'administrator',
  [named(`PATCH ${at.account(':address')}`)]: 'administrator',
  [named(`DELETE ${at.account(':address')}`)]: 'administrator',
  [named(`POST ${at.accountReset(':address')}`)]: 'helpdesk',
  [`POST ${at.importPreview}`]: 'administrator',
  [`POST ${at.import}`]: 'administrator',
  [`GET ${at.export}`]: 'administrator',
  [`GET ${at.log}`]: 'administrator',
  [`GET ${at.logCheck}`]: 'administrator',
  [named(`POST ${at.undo(':seq')}`)]: 'administrator',
  [`GET ${at.numbers}`]: 'administrator',
};
