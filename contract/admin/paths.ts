/** The page of a pool's administrators, and what it asks the pool. */
export const adminPage = '/admin/';

const api = '/admin/v1';
const one = (list: string) => (id: string | number) => `${list}/${encodeURIComponent(id)}`;
/** As `:id` is written in a route. */
export const adminPaths = {
  session: `${api}/session`,
  enrolment: `${api}/enrolment`,
  enrolmentLook: `${api}/enrolment/look`,
  administrators: `${api}/administrators`,
  administrator: one(`${api}/administrators`),
  administratorReset: (name: string) => `${one(`${api}/administrators`)(name)}/reset`,
  organisations: `${api}/organisations`,
  organisation: one(`${api}/organisations`),
  policy: (domain: string, key: string) =>
    `${one(`${api}/organisations`)(domain)}/policies/${encodeURIComponent(key)}`,
  meetings: `${api}/meetings`,
  accounts: `${api}/accounts`,
  account: one(`${api}/accounts`),
  accountReset: (address: string) => `${one(`${api}/accounts`)(address)}/reset`,
  importPreview: `${api}/import/preview`,
  import: `${api}/import`,
  export: `${api}/export`,
  password: `${api}/password`,
  passwordLook: `${api}/password/look`,
  log: `${api}/log`,
  logCheck: `${api}/log/check`,
  undo: (seq: number | string) => `${api}/log/${seq}/undo`,
  numbers: `${api}/numbers`,
} as const;

/** What a one-time link opens; the secret is in the fragment, which no server is sent. */
export const linkPurposes = ['enrol', 'password'] as const;
export type LinkPurpose = (typeof linkPurposes)[number];

/** @param pool the pool's own address, without a slash at its end. */
export const oneTimeLink = (pool: string, purpose: LinkPurpose, secret: string): string =>
  `${pool}${adminPage}#${purpose}=${secret}`;

/** Reads the fragment of a one-time link, with its `#`; undefined if it is none. */
export function readOneTimeLink(
  fragment: string,
): { readonly purpose: LinkPurpose; readonly secret: string } | undefined {
  const [name, secret = ''] = fragment.replace('#', '').split('=');
  const purpose = linkPurposes.find((known) => known === name);
  return purpose && /^[\w-]{43}$/.test(secret) ? { purpose, secret } : undefined;
}
