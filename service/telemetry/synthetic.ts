import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The file that marks a data folder as a demonstration's; its content is up to its maker (tools/demo/load.ts). */
export const syntheticFile = 'synthetic.json';

/** Whether everything in a data folder was made up. */
export const isSynthetic = (folder: string): boolean => existsSync(join(folder, syntheticFile));
