import { join } from 'node:path';
import { z } from 'zod';
import { notChosen } from '../../../contract/consent.ts';
import { keptOptions } from '../../../contract/options.ts';
import { LONGEST_POOL_ADDRESS } from '../../../contract/poolDiscovery.ts';
import { readFileNow } from './oddFile.ts';

/** The content of `settings.json`: what Options keeps, and more. */
export const settingsSchema = keptOptions.extend({
  choice: z
    .object({
      errorReports: z.boolean(),
      since: z.iso.datetime().nullable(),
      agreed: z.object({ version: z.int(), fields: z.array(z.string()).readonly() }).optional(),
    })
    .default(notChosen),
  /** The pool's address that the person set; an invalid one is ignored by itself. */
  pool: z.string().max(LONGEST_POOL_ADDRESS).nullable().default(null).catch(null),
});
export type Settings = Readonly<z.infer<typeof settingsSchema>>;

/** Reads the settings of a data folder without changing anything; undefined if they can't be read. */
export function peekSettings(folder: string): Settings | undefined {
  try {
    return settingsSchema.parse(JSON.parse(readFileNow(join(folder, 'settings.json'))));
  } catch {
    // Missing, malformed, or not a file at all: Candor itself then begins with error reports off.
    return undefined;
  }
}
