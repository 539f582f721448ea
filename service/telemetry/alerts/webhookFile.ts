import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { LocalizedText } from '../../../contract/text/terminal.ts';
import { parseNetwork, type Network } from '../../shared/clientAddress.ts';
import type { DataFolder } from '../../shared/dataFolder.ts';
import { codeOf, done, failed, type Outcome } from '../../shared/outcome.ts';
import { parseSettings } from '../settingsFile.ts';

/** Its name in the data folder. */
const webhookFile = 'webhooks.json';

const network = z.string().transform((text, context): Network => {
  const read = parseNetwork(text);
  if (read) return read;
  context.addIssue({ code: 'custom' });
  return z.NEVER;
});
const schema = z.strictObject({ networks: z.array(network) });

/**
 * Reads `webhooks.json` of a data folder: the networks that are not public and yet may be sent to; none where there is
 * no such file.
 */
export function readWebhookNetworks(
  folder: Pick<DataFolder, 'file'>,
): Outcome<readonly Network[], LocalizedText> {
  const path = folder.file(webhookFile);
  const unusable = (problem: LocalizedText) =>
    failed<LocalizedText>((t) => t('serviceCommand.smtp.unusable', { path, problem: problem(t) }));
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const code = codeOf(error);
    return code === 'ENOENT' ? done([]) : unusable(() => code);
  }
  const json = parseSettings(text);
  if (!json.ok) return unusable(json.problem);
  const parsed = schema.safeParse(json.value);
  return parsed.success
    ? done(parsed.data.networks)
    : unusable((t) => t('serviceCommand.webhooks.whole'));
}
