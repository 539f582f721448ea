import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** What marks the fuses in Electron's binary (https://www.electronjs.org/docs/latest/tutorial/fuses). */
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const FUSE_VERSION = 1;
const FUSES = 9;

/** Stands where Electron's own folder would, with all of it that packing touches. */
function placeholderDist(folder: string): string {
  mkdirSync(join(folder, 'locales'), { recursive: true });
  for (const language of ['de', 'en-US', 'fr'])
    writeFileSync(join(folder, 'locales', `${language}.pak`), '');
  const wire = Buffer.from([FUSE_VERSION, FUSES]);
  const unset = Buffer.from('0'.repeat(FUSES));
  writeFileSync(join(folder, 'electron'), Buffer.concat([Buffer.from(SENTINEL), wire, unset]), {
    mode: 0o755,
  });
  return folder;
}

export interface PackedApp {
  readonly folder: string;
  readonly executable: string;
  readonly archive: string;
}

/** Packs the built client for Linux by the product's own configuration, up to where Electron's binary would be. */
export function packApp(folder: string): PackedApp {
  const dist = placeholderDist(join(folder, 'electron'));
  const output = join(folder, 'out');
  const { status, stderr, stdout } = spawnSync(
    join(root, 'node_modules/.bin/electron-builder'),
    [
      ...['--linux', 'dir', '--x64', '--publish', 'never'],
      ...[`-c.electronDist=${dist}`, `-c.directories.output=${output}`],
    ],
    { cwd: root, encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`electron-builder failed:\n${stdout}\n${stderr}`);
  const packed = join(output, 'linux-unpacked');
  return {
    folder: packed,
    executable: join(packed, 'candor'),
    archive: join(packed, 'resources', 'app.asar'),
  };
}
