/**
 * What an administrator of a pool may do: a helpdesk resets passwords, an administrator changes all but who
 * administers, an owner that too. Each holds what stands before it.
 */
export const adminRoles = ['helpdesk', 'administrator', 'owner'] as const;
export type AdminRole = (typeof adminRoles)[number];

/** Whether a role holds another. */
export const holds = (role: AdminRole, needed: AdminRole): boolean =>
  adminRoles.indexOf(role) >= adminRoles.indexOf(needed);

/** The name of an administrator, by which they sign in: it is not an account of the pool. */
export const adminNamePattern = /^[a-z0-9](?:[a-z0-9._@\-]{0,62}[a-z0-9])?$/;
