import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeDeb, type Release } from './deb.ts';
import { nodePackage } from './nodePackage.ts';
import { servers, serverPackage } from './serverPackage.ts';

const root = join(import.meta.dirname, '../..');

/** The version of `package.json`, and the time of SOURCE_DATE_EPOCH, else of the last commit. */
export function readRelease(): Release {
  const about = readFileSync(join(root, 'package.json'), 'utf8');
  const { version } = JSON.parse(about) as { readonly version: string };
  const { SOURCE_DATE_EPOCH: given } = process.env;
  const lastCommit = () =>
    execFileSync('git', ['log', '-1', '--format=%ct'], { cwd: root, encoding: 'utf8' });
  return { version: `${version}-1`, epoch: Number(given ?? lastCommit()) };
}

/** Makes the packages of the two servers, from what `npm run build` built. @returns their paths. */
export async function makeServerPackages(release: Release, into: string): Promise<string[]> {
  mkdirSync(into, { recursive: true });
  const scratch = mkdtempSync(join(tmpdir(), 'candor-debian-'));
  try {
    const made: string[] = [];
    for (const server of servers) {
      const described = await serverPackage(server, release, join(scratch, server.name));
      made.push(makeDeb(described, release, into));
    }
    return made;
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

/** Makes the package of the Node that both run on. @returns its path. */
export function makeNodePackage(release: Release, into: string): string {
  mkdirSync(into, { recursive: true });
  const scratch = mkdtempSync(join(tmpdir(), 'candor-debian-'));
  try {
    return makeDeb(nodePackage(release, scratch), release, into);
  } finally {
    rmSync(scratch, { recursive: true });
  }
}
