import { z } from 'zod';
import { isThisMachine } from '../../../contract/insights/alerts.ts';
import { roles } from '../../../contract/insights/session.ts';
import type { en } from '../../../contract/text/en.ts';
import type { LocalizedText } from '../../../contract/text/terminal.ts';
import { withoutTrailingSlashes } from '../../../contract/trailingSlashes.ts';
import type { DataFolder } from '../../shared/dataFolder.ts';
import { done, failed, type Outcome } from '../../shared/outcome.ts';
import { readSecret, readSettings } from '../settingsFile.ts';

/** Its name in the data folder. */
export const openIdFile = 'openid.json';

type Fault = keyof typeof en.serviceCommand.openId.fault;

/** A URL with TLS, or with plain HTTP on this machine; without the parts that a service's address can't have. */
const webAddress = z.string().refine((text) => {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  const isPlain = url.username === '' && url.password === '' && url.search === '' && !url.hash;
  const isSafe =
    url.protocol === 'https:' || (url.protocol === 'http:' && isThisMachine(url.hostname));
  return isPlain && isSafe;
});

const schema = z.strictObject({
  /** Shown on the sign-in button. */
  name: z.string().trim().min(1).max(100),
  issuer: webAddress,
  clientId: z.string().min(1).max(256),
  /** In the data folder; a client without a secret relies on PKCE alone. */
  clientSecretFile: z
    .string()
    .regex(/^[\w-][\w.-]*$/)
    .optional(),
  /** This service's address as browsers see it. */
  address: webAddress.transform(withoutTrailingSlashes),
  scopes: z
    .array(z.string().regex(/^[\x21\x23-\x5b\x5d-\x7e]+$/))
    .refine((scopes) => scopes.includes('openid'))
    .default(['openid', 'profile']),
  groupsClaim: z.string().min(1).default('groups'),
  /** What the members of each group may do. */
  roles: z
    .record(z.string().min(1), z.array(z.enum(roles)).min(1))
    .refine((map) => Object.keys(map).length > 0),
});

/** How people of an organisation sign in. */
export type OpenIdSettings = Omit<z.infer<typeof schema>, 'clientSecretFile'> & {
  readonly clientSecret: string | undefined;
};

const keyed = [
  ...(['name', 'issuer', 'clientId', 'clientSecretFile', 'address', 'scopes'] as const),
  ...(['groupsClaim', 'roles'] as const),
] satisfies Fault[];

function misfit(issue: z.core.$ZodIssue | undefined): LocalizedText {
  const isStranger = issue?.code === 'unrecognized_keys';
  const place = [...(issue?.path ?? []), ...(isStranger ? issue.keys.slice(0, 1) : [])].join('.');
  const named = keyed.find((key) => key === issue?.path[0]);
  const fault: Fault = named ?? (isStranger ? 'stranger' : 'whole');
  return (t) => {
    const problem = t(`serviceCommand.openId.fault.${fault}`);
    return place === '' ? problem : t('serviceCommand.openId.at', { place, problem });
  };
}

/** Reads `openid.json` from a data folder, and the secret file it names; null if there is no such file. */
export function readOpenId(
  folder: Pick<DataFolder, 'file'>,
): Outcome<OpenIdSettings | null, LocalizedText> {
  const read = readSettings<OpenIdSettings>(folder.file(openIdFile), (json) => {
    const parsed = schema.safeParse(json);
    if (!parsed.success) return failed(misfit(parsed.error.issues[0]));
    const { clientSecretFile, ...settings } = parsed.data;
    if (clientSecretFile === undefined) return done({ ...settings, clientSecret: undefined });
    const secret = readSecret(folder.file(clientSecretFile));
    return secret.ok ? done({ ...settings, clientSecret: secret.value }) : secret;
  });
  return read.ok ? done(read.value ?? null) : read;
}
