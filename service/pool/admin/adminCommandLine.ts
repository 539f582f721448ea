import { adminNamePattern, adminRoles, type AdminRole } from '../../../contract/admin/roles.ts';
import type { LocalizedText } from '../../../contract/text/terminal.ts';
import { done, failed, type Outcome } from '../../shared/outcome.ts';

/** `candor-pool admin …`. */
export type AdminCommand = { readonly kind: 'admin'; readonly data: string } & (
  | { readonly what: 'list' }
  | { readonly what: 'remove'; readonly name: string }
  | { readonly what: 'reset'; readonly name: string; readonly url: string }
  | {
      readonly what: 'add';
      readonly name: string;
      readonly role: AdminRole;
      readonly url: string;
    }
);

/** The options that only these commands take. */
export const adminOptions = { role: { type: 'string' }, url: { type: 'string' } } as const;

interface Values {
  readonly role?: string | undefined;
  readonly url?: string | undefined;
}

/** Which options each takes, besides `--data`. */
const taken: Readonly<Record<string, readonly string[]>> = {
  list: [],
  remove: [],
  reset: ['url'],
  add: ['role', 'url'],
};

const plainUrl = (text: string): string | undefined =>
  URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) ? new URL(text).origin : undefined;

/** Reads what follows `admin`. */
export function readAdminCommand(
  [what = '', name, ...more]: readonly string[],
  values: Values & Readonly<Record<string, unknown>>,
  data: string,
): Outcome<AdminCommand, LocalizedText> {
  const kind = 'admin';
  const options = taken[what];
  const command = `admin ${what}`.trim();
  if (!options) return failed((t) => t('serverCommand.noCommand', { command }));
  const stranger = Object.keys(values).find((one) => one !== 'data' && !options.includes(one));
  if (stranger !== undefined)
    return failed((t) => t('serverCommand.notTaken', { command, option: stranger }));
  const extra = what === 'list' ? name : more[0];
  if (extra !== undefined) return failed((t) => t('serverCommand.tooMany', { argument: extra }));
  if (what === 'list') return done({ kind, what, data });
  if (name === undefined)
    return failed((t) =>
      t('poolCommand.needs', { command, operands: t('poolCommand.operand.NAME') }),
    );
  if (!adminNamePattern.test(name)) return failed((t) => t('poolCommand.admin.badName', { name }));
  if (what === 'remove') return done({ kind, what, data, name });
  const { url: text = 'http://127.0.0.1:4790', role: wanted = '' } = values;
  const url = plainUrl(text);
  if (url === undefined) return failed((t) => t('poolCommand.admin.badUrl', { url: text }));
  if (what === 'reset') return done({ kind, what, data, name, url });
  const role = adminRoles.find((one) => one === wanted);
  return role === undefined
    ? failed((t) => t('poolCommand.admin.badRole', { role: wanted, roles: adminRoles.join(', ') }))
    : done({ kind, what: 'add', data, name, role, url });
}
