import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildClient } from '../build.ts';
import { makeNodePackage, makeServerPackages } from './packages.ts';

const has = (tool: string) => spawnSync('which', [tool]).status === 0;
const folder = mkdtempSync(join(tmpdir(), 'candor-packages-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe.skipIf(!has('dpkg-deb') || !has('strip'))(
  'the Debian packages (skipped without dpkg-deb and strip)',
  () => {
    const release = { version: '0.1.0-1', epoch: 1_796_000_000 };
    const make = async (into: string) => [
      ...(await makeServerPackages(release, into)),
      makeNodePackage(release, into),
    ];
    let debs: readonly string[] = [];
    beforeAll(async () => {
      await buildClient();
      debs = await make(join(folder, 'one'));
    }, 300_000);

    test('have the same bytes each time they are made', { timeout: 300_000 }, async () => {
      const digests = (made: readonly string[]) =>
        made.map((deb) => [
          basename(deb),
          createHash('sha256').update(readFileSync(deb)).digest('hex'),
        ]);
      expect(digests(await make(join(folder, 'other')))).toEqual(digests(debs));
    });

    test.skipIf(!has('lintian'))(
      'are as Debian wants them, which lintian says (skipped without it)',
      { timeout: 300_000 },
      () => {
        const { stdout, status } = spawnSync('lintian', ['--fail-on=error,warning', ...debs], {
          encoding: 'utf8',
        });
        expect([stdout, status]).toEqual(['', 0]);
      },
    );

    test.skipIf(!has('systemd-analyze'))(
      'run where systemd-analyze finds little that could be attacked (skipped without it)',
      () => {
        for (const name of ['candor-service', 'candor-pool']) {
          const deb = debs.find((one) => basename(one).startsWith(name)) ?? '';
          const files = join(folder, name);
          execFileSync('dpkg-deb', ['--extract', deb, files]);
          const unit = join(files, `lib/systemd/system/${name}.service`);
          const args = ['security', '--offline=true', '--threshold=20', '--no-pager', unit];
          const { stdout, status } = spawnSync('systemd-analyze', args, { encoding: 'utf8' });
          expect([stdout.trim().split('\n').at(-1), status]).toEqual([
            expect.stringContaining('Overall exposure level'),
            0,
          ]);
        }
      },
    );

    test('hold no link to a source that is not in them', () => {
      const deb = debs.find((one) => one.includes('candor-service')) ?? '';
      const listed = execFileSync('dpkg-deb', ['--contents', deb], { encoding: 'utf8' });
      const files = join(folder, 'links');
      execFileSync('dpkg-deb', ['--extract', deb, files]);
      const main = readFileSync(join(files, 'usr/lib/candor-service/main.js'), 'utf8');
      const named = [...main.matchAll(/new URL\("\.\/([^"]+)", import\.meta\.url\)/g)];
      // What follows the name is a hash, in which there may be a hyphen, too.
      const found = named.map(([, file = '']) => file.split('-')[0]);
      expect(found.sort()).toEqual(['deminifyProcess', 'prepareThread']);
      for (const [, file = ''] of named) expect(listed).toContain(file);
    });
  },
);
