import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTexts } from '../../contract/text/index.ts';
import type { LocalizedText } from '../../contract/text/terminal.ts';
import { bundleServer } from './bundle.ts';
import { changelogOf } from './changelog.ts';
import { gzip, type DebianPackage, type PackagedFile, type Release } from './deb.ts';
import { copyrightOf } from './licences.ts';
import { manPage } from './manPage.ts';

const root = join(import.meta.dirname, '../..');
const ours = join(import.meta.dirname, 'files');

/** A server that becomes a package. */
interface Server {
  readonly name: string;
  /** As its folder in the sources and its file in `/etc/candor` have it. */
  readonly short: string;
  readonly title: string;
  readonly main: string;
  readonly synopsis: string;
  readonly description: readonly string[];
  readonly usage: LocalizedText;
  /** What it reads at its own place in the sources, besides code. */
  readonly parts: readonly string[];
}

export const servers: readonly Server[] = [
  {
    name: 'candor-service',
    short: 'service',
    title: 'Candor telemetry service',
    main: 'service/telemetry/main.ts',
    synopsis: 'telemetry service of Candor, which signs a receipt for each record',
    description: [
      'It takes what Candor clients may send, signs a receipt for each record,',
      'erases what people withdraw, and shows insights to those who have a role.',
    ],
    usage: (t) => t('serviceCommand.usage'),
    parts: ['build/web/insights'],
  },
  {
    name: 'candor-pool',
    short: 'pool',
    title: 'Candor pool',
    main: 'service/pool/main.ts',
    synopsis: 'SIP server of an organisation that uses Candor',
    description: [
      'It signs an organisation’s people in, carries their messages, calls and',
      'meetings by SIP over WebSocket, and tells clients the organisation’s policies.',
    ],
    usage: (t) => t('poolCommand.usage'),
    parts: [
      'build/web/meeting.html',
      'build/web/assets',
      'assets/icon.svg',
      'service/pool/joinPage/style.css',
    ],
  },
];

/** A template of ours, filled in. */
function fill(file: string, { name, short, title }: Server): string {
  return readFileSync(join(ours, file), 'utf8')
    .replaceAll('@NAME@', name)
    .replaceAll('@SHORT@', short)
    .replaceAll('@TITLE@', title);
}

/**
 * Bundles a server and describes its package, which needs `candor-node`.
 * @param scratch a folder for the bundle, which the package is then made from.
 */
export async function serverPackage(
  server: Server,
  release: Release,
  scratch: string,
): Promise<DebianPackage> {
  const { name, short } = server;
  const packages = await bundleServer(server.main, scratch);
  const filled = (file: string, isExecutable = false): PackagedFile => ({
    content: fill(file, server),
    isExecutable,
  });
  const page = manPage({
    name,
    synopsis: server.synopsis,
    usage: server.usage(createTexts('en').t),
    files: [
      [`/etc/candor/${short}.conf`, 'The options that systemd starts it with.'],
      [`/var/lib/${name}`, 'What it keeps, and its secrets.'],
    ],
    version: release.version,
  });
  const about = { name, version: release.version.split('-')[0], type: 'module' };
  return {
    name,
    architecture: 'all',
    depends: [
      `candor-node (= ${release.version})`,
      'debconf (>= 0.5) | debconf-2.0',
      'systemd | systemd-standalone-sysusers',
      'systemd | systemd-standalone-tmpfiles',
    ],
    section: 'net',
    synopsis: server.synopsis,
    description: server.description,
    files: {
      [`usr/bin/${name}`]: filled('command.sh', true),
      [`usr/lib/${name}`]: { content: { from: scratch } },
      [`usr/lib/${name}/package.json`]: { content: `${JSON.stringify(about)}\n` },
      ...Object.fromEntries(
        server.parts.map((part) => [
          `usr/lib/${name}/${part}`,
          { content: { from: join(root, part) } },
        ]),
      ),
      [`lib/systemd/system/${name}.service`]: filled('unit.service'),
      [`usr/lib/sysusers.d/${name}.conf`]: filled('sysusers.conf'),
      [`usr/lib/tmpfiles.d/${name}.conf`]: filled('tmpfiles.conf'),
      [`etc/candor/${short}.conf`]: filled(`${short}.conf`),
      [`usr/share/man/man8/${name}.8.gz`]: { content: gzip(page) },
      [`usr/share/lintian/overrides/${name}`]: filled('server-overrides.txt'),
      [`usr/share/doc/${name}/copyright`]: { content: copyrightOf(packages) },
      [`usr/share/doc/${name}/changelog.Debian.gz`]: { content: gzip(changelogOf(name, release)) },
    },
    control: {
      postinst: filled('postinst.sh', true),
      prerm: filled('prerm.sh', true),
      postrm: filled('postrm.sh', true),
      config: filled('config.sh', true),
      templates: filled('templates'),
    },
  };
}
