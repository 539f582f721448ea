import { z } from 'zod';
import { domainName, shownName } from '../../../contract/admin/accounts.ts';
import { duplicateKeys } from '../../../contract/duplicateKeys.ts';
import { findJsonFault } from '../../../contract/jsonFault.ts';
import { jsonFaultText } from '../../../contract/jsonFaultText.ts';
import { parsePolicy } from '../../../contract/policy.ts';
import { parseSipAddress } from '../../../contract/sipAddress.ts';
import type { LocalizedText } from '../../../contract/text/terminal.ts';
import { codeOf, done, failed, type Outcome } from '../../shared/outcome.ts';
import { turnSchema } from '../relays/turn.ts';
import { ha1Of } from './digest.ts';
import { misfit } from './poolFileFaults.ts';

const address = z.string().refine((text) => {
  const parsed = parseSipAddress(text);
  return parsed.ok && parsed.value === text;
});
const policy = z.record(z.string(), z.unknown()).refine((values) => parsePolicy(values).ok);

const schema = z
  .strictObject({
    organisations: z.record(
      domainName,
      z.strictObject({ displayName: shownName, policy: policy.default({}) }),
    ),
    accounts: z.record(
      address,
      z.strictObject({
        displayName: shownName,
        ha1: z.strictObject({
          'SHA-256': z.string().regex(/^[0-9a-f]{64}$/),
          MD5: z.string().regex(/^[0-9a-f]{32}$/),
        }),
        /** Kept, and served as if it were not there. */
        disabled: z.literal(true).optional(),
      }),
    ),
    meetings: z.strictObject({ telemetry: z.boolean().default(false) }).default({
      telemetry: false,
    }),
    turn: turnSchema.optional(),
  })
  .refine(({ accounts, organisations }) =>
    Object.keys(accounts).every((name) => Object.hasOwn(organisations, name.split('@')[1] ?? '')),
  );

/** Everything that the pool knows about people and organisations. */
export type PoolData = z.infer<typeof schema>;

export const emptyPool: PoolData = {
  organisations: {},
  accounts: {},
  meetings: { telemetry: false },
};

/** Reads what an administrator or `candor-pool` wrote. */
export function parsePoolFile(text: string): Outcome<PoolData, LocalizedText> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    const found = findJsonFault(text);
    return failed((t) => (found ? jsonFaultText(t, found) : t('policyProblem.notJson')));
  }
  const [twice] = duplicateKeys(text);
  if (twice !== undefined) return failed((t) => t('poolCommand.file.namedTwice', { key: twice }));
  const parsed = schema.safeParse(json);
  if (parsed.success) return done(parsed.data);
  return failed(misfit(parsed.error.issues[0]));
}

export const unusable =
  (path: string, problem: LocalizedText): LocalizedText =>
  (t) =>
    t('poolCommand.unusable', { path, problem: problem(t) });

export const unreadable =
  (path: string, error: unknown): LocalizedText =>
  (t) =>
    t('poolCommand.unreadable', { path, code: codeOf(error) });

export const formatPoolFile = (data: PoolData): string => `${JSON.stringify(data, null, 2)}\n`;

/** A copy with an account added or its password replaced; its organisation must exist. */
export function withAccount(
  data: PoolData,
  account: string,
  { displayName, password }: { readonly displayName: string; readonly password: string },
): PoolData {
  const [user = '', realm = ''] = account.split('@');
  const entry = { ...data.accounts[account], displayName, ha1: ha1Of(user, realm, password) };
  return { ...data, accounts: { ...data.accounts, [account]: entry } };
}
