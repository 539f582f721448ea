import { adminPaths as at } from '../../../contract/admin/paths.ts';
import type { AdminRole } from '../../../contract/admin/session.ts';

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
  [`GET ${at.accounts}`]: 'helpdesk',
};
