import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { RELEASE_FILE, type Release } from '../../../../contract/sourceMaps.ts';
import type { LocalizedText } from '../../../../contract/text/terminal.ts';
import { codeOf, done, failed, type Outcome } from '../../../shared/outcome.ts';
import { writeOwnerFile } from '../../../shared/ownerFile.ts';
import { mapFolder, readRelease } from './mapFolder.ts';
import { parseSourceMap } from './sourceMap.ts';

const MOST_BYTES = 50 * 1024 * 1024;
const MOST_FILES = 2000;
/** The deepest nesting of folders. */
const DEEPEST = 4;

export interface Uploaded {
  /** The number of maps stored. */
  readonly kept: number;
  /** The files that were not stored, each with the reason. */
  readonly refused: readonly LocalizedText[];
}

/** The files in a folder except the release file; undefined if they are too many or nested too deep. */
function filesUnder(folder: string): readonly string[] | undefined {
  const files: string[] = [];
  const walk = (path: string, depth: number): boolean =>
    readdirSync(join(folder, path), { withFileTypes: true }).every((entry) => {
      const name = path === '' ? entry.name : `${path}/${entry.name}`;
      if (entry.isDirectory()) return depth < DEEPEST && walk(name, depth + 1);
      if (name !== RELEASE_FILE) files.push(name);
      return files.length <= MOST_FILES;
    });
  return walk('', 0) ? files : undefined;
}

/** A map without what isn't needed to find a position, such as the sources themselves. */
function readMap(
  from: string,
  file: string,
  { version, files }: Release,
): Outcome<string, LocalizedText> {
  const path = join(from, file);
  if (!file.endsWith('.map') || !statSync(path).isFile())
    return failed((t) => t('serviceCommand.maps.noMap', { file }));
  if (statSync(path).size > MOST_BYTES)
    return failed((t) => t('serviceCommand.maps.tooLarge', { file, mib: MOST_BYTES / 1024 ** 2 }));
  const map = parseSourceMap(readFileSync(path, 'utf8'));
  if (!map) return failed((t) => t('serviceCommand.maps.noMap', { file }));
  const generated = file.slice(0, -'.map'.length);
  const isOfBuild = files.includes(generated) && (map.file ?? '') === basename(generated);
  return isOfBuild
    ? done(JSON.stringify(map))
    : failed((t) => t('serviceCommand.maps.otherBuild', { file, version }));
}

/**
 * Stores a release's source maps in the data folder, replacing earlier ones. The service may be running meanwhile.
 * @param from the folder of maps that a build made, with its {@link RELEASE_FILE}.
 * @returns what was stored and what was not; a problem if nothing was.
 */
export function uploadMaps(
  dataFolder: string,
  version: string,
  from: string,
): Outcome<Uploaded, LocalizedText> {
  const data = resolve(dataFolder);
  if (!existsSync(data)) return failed((t) => t('serviceCommand.maps.noData', { path: data }));
  const release = readRelease(from);
  if (!release)
    return failed((t) => t('serviceCommand.maps.noRelease', { path: join(from, RELEASE_FILE) }));
  if (release.version !== version)
    return failed((t) =>
      t('serviceCommand.maps.otherVersion', { version, found: release.version }),
    );
  const files = filesUnder(from);
  if (!files)
    return failed((t) => t('serviceCommand.maps.tooMany', { files: MOST_FILES, deep: DEEPEST }));
  const folder = mapFolder(data, version);
  rmSync(folder, { recursive: true, force: true });
  const refused: LocalizedText[] = [];
  const kept: string[] = [];
  for (const file of files) {
    const map = readMap(from, file, release);
    if (!map.ok) {
      refused.push(map.problem);
      continue;
    }
    mkdirSync(dirname(join(folder, file)), { recursive: true, mode: 0o700 });
    writeOwnerFile(join(folder, file), map.value);
    kept.push(file.slice(0, -'.map'.length));
  }
  // Written last, so that half an upload counts as none.
  if (kept.length > 0)
    writeOwnerFile(
      join(folder, RELEASE_FILE),
      JSON.stringify({ version, files: kept } satisfies Release),
    );
  return done({ kept: kept.length, refused });
}

/** Why a folder's files can't be read, in the system's words. */
export const unreadableMaps =
  (path: string, error: unknown): LocalizedText =>
  (t) =>
    t('serviceCommand.maps.unreadable', { path, code: codeOf(error) });
