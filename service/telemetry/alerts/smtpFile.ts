import { z } from 'zod';
import { isThisMachine } from '../../../contract/insights/alerts.ts';
import type { en } from '../../../contract/text/en.ts';
import type { LocalizedText } from '../../../contract/text/terminal.ts';
import type { DataFolder } from '../../shared/dataFolder.ts';
import { done, failed, type Outcome } from '../../shared/outcome.ts';
import { readSecret, readSettings } from '../settingsFile.ts';

/** Its name in the data folder. */
export const smtpFile = 'smtp.json';

type Fault = keyof typeof en.serviceCommand.smtp.fault;

const schema = z
  .strictObject({
    host: z.string().regex(/^[\w.:[\]-]{1,253}$/),
    port: z.int().min(1).max(65_535),
    /** TLS from the first byte; or STARTTLS, without which nothing is sent; or no encryption, within one machine. */
    security: z.enum(['tls', 'starttls', 'none']),
    user: z.string().min(1).max(256).optional(),
    /** In the data folder. */
    passwordFile: z
      .string()
      .regex(/^[\w-][\w.-]*$/)
      .optional(),
    from: z.email(),
  })
  .refine(({ host, security }) => security !== 'none' || isThisMachine(host), {
    path: ['security'],
  })
  .refine(({ user, passwordFile }) => user === undefined || passwordFile !== undefined, {
    path: ['passwordFile'],
  })
  .refine(({ user, passwordFile }) => passwordFile === undefined || user !== undefined, {
    path: ['user'],
  });

/** The mail server through which alerts are sent. */
export type SmtpSettings = Pick<z.infer<typeof schema>, 'host' | 'port' | 'security' | 'from'> & {
  readonly signIn: { readonly user: string; readonly password: string } | null;
};

const keyed = [
  'host',
  'port',
  'security',
  'user',
  'passwordFile',
  'from',
] as const satisfies Fault[];

function misfit(issue: z.core.$ZodIssue | undefined): LocalizedText {
  const stranger = issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
  const place = stranger ?? issue?.path.join('.') ?? '';
  const named = keyed.find((key) => key === issue?.path[0]);
  const fault: Fault = named ?? (stranger === undefined ? 'whole' : 'stranger');
  return (t) => {
    const problem = t(`serviceCommand.smtp.fault.${fault}`);
    return place === '' ? problem : t('serviceCommand.openId.at', { place, problem });
  };
}

/** Reads `smtp.json` from a data folder, and the password file it names; null if there is no such file. */
export function readSmtp(
  folder: Pick<DataFolder, 'file'>,
): Outcome<SmtpSettings | null, LocalizedText> {
  const read = readSettings<SmtpSettings>(folder.file(smtpFile), (json) => {
    const parsed = schema.safeParse(json);
    if (!parsed.success) return failed(misfit(parsed.error.issues[0]));
    const { user, passwordFile, ...settings } = parsed.data;
    if (user === undefined || passwordFile === undefined)
      return done({ ...settings, signIn: null });
    const password = readSecret(folder.file(passwordFile));
    return password.ok
      ? done({ ...settings, signIn: { user, password: password.value } })
      : password;
  });
  return read.ok ? done(read.value ?? null) : read;
}
