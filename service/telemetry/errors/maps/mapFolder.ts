import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RELEASE_FILE, releaseSchema, type Release } from '../../../../contract/sourceMaps.ts';

/** Where a data folder keeps the source maps of a release, which nothing serves. */
export const mapFolder = (dataFolder: string, version: string): string =>
  join(dataFolder, 'source-maps', version);

/** @returns undefined where there is no such file, or what there is says otherwise than it should. */
export function readRelease(folder: string): Release | undefined {
  try {
    return releaseSchema.parse(JSON.parse(readFileSync(join(folder, RELEASE_FILE), 'utf8')));
  } catch {
    return undefined;
  }
}
