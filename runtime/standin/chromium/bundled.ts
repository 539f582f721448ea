import { spawnSync } from 'node:child_process';
import {
  accessSync,
  constants,
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import type { Browser } from './browser.ts';

/**
 * Unpacks the headless Chromium of @sparticuz/chromium; its own unpacking uses fixed names in the temporary folder,
 * over which two users, or two first starts, would conflict.
 */
export async function unpackBundled(): Promise<Browser> {
  const require = createRequire(import.meta.url);
  const entry = require.resolve('@sparticuz/chromium');
  const home = join(dirname(entry), '..');
  const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as {
    version: string;
  };
  const folder = join(cacheFolder(), `chromium-${version}`);
  if (!existsSync(folder)) await unpack(join(home, 'bin'), folder);
  const executable = join(folder, 'chromium');
  const libraries = join(folder, 'al2023', 'lib');
  return {
    executable,
    headlessOnly: true,
    env: {
      ...(existsSync('/etc/fonts') ? {} : { FONTCONFIG_PATH: join(folder, 'fonts') }),
      ...(lacksLibraries(executable) ? { LD_LIBRARY_PATH: withFirst(libraries) } : {}),
    },
  };
}

function withFirst(libraries: string): string {
  return [libraries, process.env['LD_LIBRARY_PATH']].filter(Boolean).join(':');
}

/** The user's own cache folder, or a private one in the temporary folder if there is no home. */
function cacheFolder(): string {
  const { homedir, uid } = userInfo();
  const base = process.env['XDG_CACHE_HOME'] ?? join(homedir, '.cache');
  const folder = join(base, 'candor-stand-in');
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.W_OK);
    return folder;
  } catch {
    return join(tmpdir(), `candor-stand-in-${uid}`); // The home can't be written to.
  }
}

async function unpack(bin: string, folder: string): Promise<void> {
  const draft = `${folder}.${process.pid}`;
  mkdirSync(draft, { recursive: true, mode: 0o700 });
  await pipeline(
    createReadStream(join(bin, 'chromium.br')),
    createBrotliDecompress(),
    createWriteStream(join(draft, 'chromium'), { mode: 0o700 }),
  );
  for (const name of ['swiftshader', 'fonts', 'al2023']) {
    const into = name === 'swiftshader' ? draft : join(draft, name);
    await untar(join(bin, `${name}.tar.br`), into);
  }
  try {
    renameSync(draft, folder);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(folder)) throw error; // Otherwise another start was faster, which is as good.
  }
}

async function untar(archive: string, into: string): Promise<void> {
  const chromium = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  const tar = createRequire(chromium)('tar-fs') as {
    extract: (folder: string) => NodeJS.WritableStream;
  };
  await pipeline(createReadStream(archive), createBrotliDecompress(), tar.extract(into));
}

function lacksLibraries(executable: string): boolean {
  const { stdout } = spawnSync('ldd', [executable], { encoding: 'utf8' });
  return stdout.includes('not found');
}
