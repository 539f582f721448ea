import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RELEASE_FILE, releaseSchema, type Release } from '../../../../contract/sourceMaps.ts';

/** Where a data folder keeps a release's source maps, which are never served. */
export const mapFolder = (dataFolder: string, version: string): string =>
  join(dataFolder, 'source-maps', version);

/** @returns undefined if there is no such file, or it is invalid. */
export function readRelease(folder: string): Release | undefined {
  try {
    return releaseSchema.parse(JSON.parse(readFileSync(join(folder, RELEASE_FILE), 'utf8')));
  } catch {
    return undefined;
  }
}
