import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The file that marks a data folder as a demonstration's; what it says is its maker's (tools/demo/load.ts). */
export const syntheticFile = 'synthetic.json';

/** Whether all that a data folder holds was made up. */
export const isSynthetic = (folder: string): boolean => existsSync(join(folder, syntheticFile));
