import { z } from 'zod';
import type { LocalizedText } from '../../../contract/text/terminal.ts';
import { parseNetwork, type Network } from '../../shared/clientAddress.ts';
import type { DataFolder } from '../../shared/dataFolder.ts';
import { done, failed, type Outcome } from '../../shared/outcome.ts';
import { readSettings } from '../settingsFile.ts';

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
 * Reads `webhooks.json` from a data folder: the networks that aren't public but to which webhooks may be sent; empty if
 * there is no such file.
 */
export function readWebhookNetworks(
  folder: Pick<DataFolder, 'file'>,
): Outcome<readonly Network[], LocalizedText> {
  const read = readSettings(folder.file(webhookFile), (json) => {
    const parsed = schema.safeParse(json);
    return parsed.success
      ? done(parsed.data.networks)
      : failed<LocalizedText>((t) => t('serviceCommand.webhooks.whole'));
  });
  return read.ok ? done(read.value ?? []) : read;
}
