import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** Marks the fuses in Electron's binary (https://www.electronjs.org/docs/latest/tutorial/fuses). */
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const FUSE_VERSION = 1;
const FUSES = 9;

/** Takes the place of Electron's own folder, with everything in it that packing touches. */
function placeholderDist(folder: string): string {
  mkdirSync(join(folder, 'locales'), { recursive: true });
  for (const language of ['de', 'en-US', 'fr'])
    writeFileSync(join(folder, 'locales', `${language}.pak`), '');
  const wire = Buffer.from([FUSE_VERSION, FUSES]);
  const unset = Buffer.from('0'.repeat(FUSES));
  const binary = Buffer.concat([Buffer.from(SENTINEL), wire, unset]);
  for (const name of ['electron', 'electron.exe'])
    writeFileSync(join(folder, name), binary, { mode: 0o755 });
  return folder;
}

export interface PackedApp {
  readonly folder: string;
  readonly executable: string;
  readonly archive: string;
}

/**
 * Packs the built client with the product's own configuration, up to the point where Electron's binary would be needed.
 */
export function packApp(system: 'linux' | 'win', folder: string): PackedApp {
  const dist = placeholderDist(join(folder, 'electron'));
  const output = join(folder, 'out');
  const { status, stderr, stdout } = spawnSync(
    join(root, 'node_modules/.bin/electron-builder'),
    [
      `--${system}`,
      'dir',
      '--x64',
      '--publish',
      'never',
      `-c.electronDist=${dist}`,
      `-c.directories.output=${output}`,
      // A placeholder has no resources to edit.
      ...(system === 'win'
        ? ['-c.win.signAndEditExecutable=false', '-c.disableAsarIntegrity=true']
        : []),
    ],
    { cwd: root, encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`electron-builder failed:\n${stdout}\n${stderr}`);
  const packed = join(output, `${system}-unpacked`);
  return {
    folder: packed,
    executable: join(packed, 'candor'),
    archive: join(packed, 'resources', 'app.asar'),
  };
}
