import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  globSync,
  lutimesSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** A file of a package: its text or bytes, or the file that holds them. */
export interface PackagedFile {
  readonly content: string | Buffer | { readonly from: string };
  readonly isExecutable?: boolean;
}

/** A Debian package, as its manual names the parts (deb-control(5), Debian Policy 5.3). */
export interface DebianPackage {
  readonly name: string;
  readonly architecture: string;
  readonly depends: readonly string[];
  readonly section: string;
  readonly synopsis: string;
  /** Lines of 79 characters at most. */
  readonly description: readonly string[];
  /** By their place, without a slash before. */
  readonly files: Readonly<Record<string, PackagedFile>>;
  /** Maintainer scripts and debconf's files, by name. */
  readonly control: Readonly<Record<string, PackagedFile>>;
}

/** What tells one build from another. */
export interface Release {
  /** Debian's, such as `0.1.0-1`. */
  readonly version: string;
  /** Seconds since 1970, of every file (reproducible-builds.org, SOURCE_DATE_EPOCH). */
  readonly epoch: number;
}

export const maintainer = 'The Candor team <candor@example.org>';

/** Always the same bytes: neither a name nor a time is in them. */
export const gzip = (text: string): Buffer => gzipSync(text, { level: 9 });

function write(folder: string, place: string, { content, isExecutable }: PackagedFile): void {
  const path = join(folder, place);
  mkdirSync(dirname(path), { recursive: true });
  if (typeof content === 'string' || Buffer.isBuffer(content)) writeFileSync(path, content);
  else cpSync(content.from, path, { recursive: true });
  if (statSync(path).isFile()) chmodSync(path, isExecutable ? 0o755 : 0o644);
}

const filesBelow = (folder: string): readonly string[] =>
  globSync('**', { cwd: folder, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1))
    .filter((place) => !place.startsWith('DEBIAN/'))
    .sort();

/** In KiB, each file and each folder rounded up (deb-substvars(5), Installed-Size). */
const installedSize = (folder: string, places: readonly string[]): number =>
  places.reduce((sum, place) => sum + Math.ceil(statSync(join(folder, place)).size / 1024), 0) +
  globSync('**/', { cwd: folder }).length;

function controlOf(made: DebianPackage, { version }: Release, size: number): string {
  return [
    `Package: ${made.name}`,
    `Version: ${version}`,
    `Architecture: ${made.architecture}`,
    `Maintainer: ${maintainer}`,
    `Installed-Size: ${size}`,
    `Depends: ${made.depends.join(', ')}`,
    `Section: ${made.section}`,
    'Priority: optional',
    `Description: ${made.synopsis}`,
    ...made.description.map((line) => ` ${line === '' ? '.' : line}`),
    '',
  ].join('\n');
}

/** Folders and files alike, the deepest first, since what is written into a folder sets its time. */
function setTimes(folder: string, epoch: number): void {
  for (const place of [...globSync('**', { cwd: folder })].sort().reverse()) {
    const path = join(folder, place);
    if (statSync(path).isDirectory()) chmodSync(path, 0o755);
    lutimesSync(path, epoch, epoch);
  }
}

/**
 * Makes a package by `dpkg-deb`: from the same files the same bytes.
 * @param into the folder that it is written to, with a folder of its files beside it meanwhile.
 * @returns its path.
 */
export function makeDeb(made: DebianPackage, release: Release, into: string): string {
  const folder = join(into, made.name);
  rmSync(folder, { recursive: true, force: true });
  for (const [place, file] of Object.entries(made.files)) write(folder, place, file);
  const places = filesBelow(folder);
  const sums = places.map((place) => {
    const sum = createHash('md5').update(readFileSync(join(folder, place)));
    return `${sum.digest('hex')}  ${place}\n`;
  });
  const conffiles = places.filter((place) => place.startsWith('etc/')).map((it) => `/${it}\n`);
  const control = {
    control: { content: controlOf(made, release, installedSize(folder, places)) },
    md5sums: { content: sums.join('') },
    ...(conffiles.length > 0 ? { conffiles: { content: conffiles.join('') } } : {}),
    ...made.control,
  };
  for (const [name, file] of Object.entries(control)) write(folder, `DEBIAN/${name}`, file);
  setTimes(folder, release.epoch);
  const deb = join(into, `${made.name}_${release.version}_${made.architecture}.deb`);
  // xz would take a minute for Node, and make it a quarter smaller.
  const options = ['--root-owner-group', '-Zgzip', '-z6'];
  const env = { ...process.env, SOURCE_DATE_EPOCH: String(release.epoch) };
  execFileSync('dpkg-deb', [...options, '--build', folder, deb], { env, stdio: 'pipe' });
  rmSync(folder, { recursive: true });
  return deb;
}
