import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { arch } from 'node:process';
import { dirname, join } from 'node:path';
import { changelogOf } from './changelog.ts';
import { gzip, type DebianPackage, type Release } from './deb.ts';

const ours = join(import.meta.dirname, 'files');
const node = join(import.meta.dirname, '../../node_modules/node/bin/node');

/** The licence that Node's own release has beside its binary, so that it is always that version's. */
function licenceOfNode(): string {
  const release = createRequire(node).resolve(`node-linux-${arch}/package.json`);
  return readFileSync(join(dirname(release), 'LICENSE'), 'utf8');
}

/** Debian's names of the architectures that Node is published for on Linux (`dpkg-architecture -L`). */
const architectures: Readonly<Record<string, string>> = { x64: 'amd64', arm64: 'arm64' };

/**
 * Describes the package of the Node that both servers run on, which they share; Debian 12 has Node 18 only.
 * @param scratch a folder for the binary without its table of symbols.
 */
export function nodePackage(release: Release, scratch: string): DebianPackage {
  const architecture = architectures[arch];
  if (architecture === undefined) throw new Error(`no Debian package is made for ${arch}`);
  const stripped = join(scratch, 'node');
  execFileSync('strip', ['--strip-unneeded', '--remove-section=.comment', '-o', stripped, node]);
  const name = 'candor-node';
  return {
    name,
    architecture,
    // As Node's BUILDING.md names them for its own binaries: glibc 2.28, libstdc++ 6.0.28.
    depends: ['libc6 (>= 2.28)', 'libgcc-s1', 'libstdc++6 (>= 10)'],
    section: 'net',
    synopsis: 'Node.js for the servers of Candor',
    description: [
      'The official binary of Node.js, which candor-service and candor-pool run on.',
      'It is at a place of its own, and is no command.',
    ],
    files: {
      'usr/lib/candor/node': { content: { from: stripped }, isExecutable: true },
      [`usr/share/lintian/overrides/${name}`]: {
        content: readFileSync(join(ours, 'node-overrides.txt'), 'utf8'),
      },
      [`usr/share/doc/${name}/copyright`]: { content: licenceOfNode() },
      [`usr/share/doc/${name}/changelog.Debian.gz`]: { content: gzip(changelogOf(name, release)) },
    },
    control: {},
  };
}
