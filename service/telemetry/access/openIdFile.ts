import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { roles } from '../../../contract/insights/session.ts';
import type { en } from '../../../contract/text/en.ts';
import type { LocalizedText } from '../../../contract/text/terminal.ts';
import { withoutTrailingSlashes } from '../../../contract/trailingSlashes.ts';
import type { DataFolder } from '../../shared/dataFolder.ts';
import { codeOf, done, failed, type Outcome } from '../../shared/outcome.ts';
import { parseSettings, readSecret } from '../settingsFile.ts';

/** Its name in the data folder. */
export const openIdFile = 'openid.json';

type Fault = keyof typeof en.serviceCommand.openId.fault;

const isThisMachine = ({ hostname }: URL): boolean =>
  ['localhost', '127.0.0.1', '[::1]'].includes(hostname);

/** TLS, or plain text that does not leave this machine; without what an address of a service can't have. */
const webAddress = z.string().refine((text) => {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  const isPlain = url.username === '' && url.password === '' && url.search === '' && !url.hash;
  const isSafe = url.protocol === 'https:' || (url.protocol === 'http:' && isThisMachine(url));
  return isPlain && isSafe;
});

const schema = z.strictObject({
  /** On the button to sign in with. */
  name: z.string().trim().min(1).max(100),
  issuer: webAddress,
  clientId: z.string().min(1).max(256),
  /** In the data folder; a client without a secret proves itself by PKCE alone. */
  clientSecretFile: z
    .string()
    .regex(/^[\w-][\w.-]*$/)
    .optional(),
  /** Of this service as browsers know it. */
  address: webAddress.transform(withoutTrailingSlashes),
  scopes: z
    .array(z.string().regex(/^[\x21\x23-\x5b\x5d-\x7e]+$/))
    .refine((scopes) => scopes.includes('openid'))
    .default(['openid', 'profile']),
  groupsClaim: z.string().min(1).default('groups'),
  /** What the people of each group may do. */
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

function parse(text: string): Outcome<z.infer<typeof schema>, LocalizedText> {
  const json = parseSettings(text);
  if (!json.ok) return json;
  const parsed = schema.safeParse(json.value);
  return parsed.success ? done(parsed.data) : failed(misfit(parsed.error.issues[0]));
}

/** Reads `openid.json` of a data folder, and the secret that it names; null where there is no such file. */
export function readOpenId(
  folder: Pick<DataFolder, 'file'>,
): Outcome<OpenIdSettings | null, LocalizedText> {
  const path = folder.file(openIdFile);
  const unusable = (problem: LocalizedText) =>
    failed<LocalizedText>((t) =>
      t('serviceCommand.openId.unusable', { path, problem: problem(t) }),
    );
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const code = codeOf(error);
    return code === 'ENOENT' ? done(null) : unusable(() => code);
  }
  const parsed = parse(text);
  if (!parsed.ok) return unusable(parsed.problem);
  const { clientSecretFile, ...settings } = parsed.value;
  if (clientSecretFile === undefined) return done({ ...settings, clientSecret: undefined });
  const secret = readSecret(folder.file(clientSecretFile));
  return secret.ok ? done({ ...settings, clientSecret: secret.value }) : unusable(secret.problem);
}
