import { globSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { RELEASE_FILE, type Release } from '../contract/sourceMaps.ts';

const about = join(import.meta.dirname, '../package.json');

/**
 * Moves a build's source maps into `maps/`, away from what is packed and served, which must contain none, with a list
 * of the files they belong to.
 * @param build the folder of a complete build.
 * @param parts the folders in it that contain maps.
 */
export function setMapsApart(build: string, parts: readonly string[]): void {
  const maps = join(build, 'maps');
  rmSync(maps, { recursive: true, force: true });
  const found = globSync(`{${parts.join(',')}}/**/*.map`, { cwd: build });
  for (const file of found) {
    mkdirSync(dirname(join(maps, file)), { recursive: true });
    renameSync(join(build, file), join(maps, file));
  }
  const { version } = JSON.parse(readFileSync(about, 'utf8')) as { version: string };
  const files = found.map((file) => file.replaceAll('\\', '/').slice(0, -'.map'.length)).sort();
  mkdirSync(maps, { recursive: true });
  writeFileSync(
    join(maps, RELEASE_FILE),
    `${JSON.stringify({ version, files } satisfies Release, null, 2)}\n`,
  );
}
