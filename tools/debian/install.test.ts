import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { receiptChecksOut, send } from '../../service/telemetry/testing/client.ts';
import { bodyOf, createDraw, drawId, recordLine } from '../../service/telemetry/testing/records.ts';
import { buildClient } from '../build.ts';
import { makeNodePackage, makeServerPackages } from './packages.ts';
import { makeRoot, whyNoRoot, type RootFolder } from './testing/rootFolder.ts';
import { startUnit } from './testing/started.ts';

const why = whyNoRoot();
const folder = mkdtempSync(join(tmpdir(), 'candor-install-'));
const release = { version: '0.1.0-1', epoch: 1_796_000_000 };
const draw = createDraw(18);
/** The commands of the guide's section, as root types them. */
const guide = readFileSync(join(import.meta.dirname, '../../docs/administrators-guide.md'), 'utf8')
  .split('### Installed on Debian')[1]
  ?.split('\n### ')[0]
  ?.split('\n')
  .filter((line) => /^ {4}( {2})?[a-z]/.test(line))
  .map((line) => line.trim());
const names = ['candor-node', 'candor-pool', 'candor-service'];

afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe.skipIf(why !== undefined)(`the Debian packages, installed (${why ?? 'here'})`, () => {
  let root: RootFolder;
  beforeAll(async () => {
    await buildClient();
    const debs = [...(await makeServerPackages(release, folder)), makeNodePackage(release, folder)];
    const base = mkdtempSync(join(folder, 'root-'));
    root = await makeRoot(base);
    for (const deb of debs) root.bring(deb, `/tmp/${basename(deb)}`);
    root.shell('dpkg --install /tmp/*.deb');
  }, 300_000);
  afterAll(async () => {
    await root.end();
  });

  test('take less than 150 MB together, and nothing of them can be reached in the repository', () => {
    const sizes = root.run('dpkg-query', '-W', '-f=${Installed-Size}\\n', ...names).trim();
    const kib = sizes.split('\n').map(Number);
    expect(kib.reduce((sum, one) => sum + one)).toBeLessThan(150_000);
    expect(root.run('ls', '-A', join(import.meta.dirname, '../..'))).toBe('');
    expect(root.run('dpkg', '--verify', ...names)).toBe('');
  });

  test('start by systemd, at each start of the machine, as users that own nothing else', () => {
    for (const name of ['candor-pool', 'candor-service']) {
      expect(root.run('systemctl', 'is-enabled', name)).toBe('enabled\n');
      expect(root.run('stat', '-c', '%U:%G %a', `/var/lib/${name}`)).toBe(`${name}:${name} 700\n`);
      expect(root.run('stat', '-c', '%U %a', `/usr/lib/${name}/main.js`)).toBe('root 644\n');
    }
  });

  test('run a telemetry service, whose receipts hold, which shows its pages, and which is backed up meanwhile', async () => {
    root.shell('echo \'OPTIONS="--port 0"\' >/etc/candor/service.conf');
    const { url, stop } = await startUnit(root, 'candor-service');
    const lines = Array.from({ length: 200 }, () => recordLine('day', drawId(draw)));
    // So large a body is prepared in a thread of its own.
    const { receipts } = await send(url, bodyOf(...lines));
    expect(receipts).toHaveLength(200);
    for (const receipt of receipts.slice(0, 3))
      expect(await receiptChecksOut(url, receipt)).toBe(true);
    const page = await fetch(`${url}/insights/`);
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('<script')]);
    const backup = guide?.filter((line) => line.includes('/var/backups/')) ?? [];
    expect(backup).toHaveLength(3);
    root.shell(`set -e\n${backup.join('\n')}`);
    await stop();
    root.shell(`
      rm -r /var/lib/candor-service/*
      candor-service restore /var/backups/candor-service/today --without-erasures`);
    expect(root.shell('find /var/lib/candor-service ! -user candor-service')).toBe('');
    const again = await startUnit(root, 'candor-service');
    expect(await receiptChecksOut(again.url, receipts[3] ?? expect.fail())).toBe(true);
    await again.stop();
  });

  test('run a pool, whose accounts root makes, and which shows the page of a meeting', async () => {
    root.shell('echo \'OPTIONS="--port 0"\' >/etc/candor/pool.conf');
    const added = guide?.filter((line) => line.startsWith('candor-pool add-')) ?? [];
    expect(root.shell(`set -e\n${added.join('\n')}`)).toContain('Password: ');
    const checks = guide?.filter((line) => line.includes(' check ')) ?? [];
    expect(checks).toHaveLength(2);
    // The names are somebody's, and the ports of this machine may be in use.
    for (const line of checks)
      expect(root.shell(line.replace(/--host \S+/, '--host localhost --port 0'))).toBe(
        'Nothing is wrong with this set-up.\n',
      );
    expect(root.shell('. /etc/candor/pool.conf; candor-pool check $OPTIONS')).toContain('Nothing');
    const { url, said, stop } = await startUnit(root, 'candor-pool');
    expect(said).not.toContain('npm run build');
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    const style = await fetch(`${url}/join/style.css`);
    expect(style.headers.get('content-type')).toContain('text/css');
    expect(root.shell('find /var/lib/candor-pool ! -user candor-pool')).toBe('');
    await stop();
  });

  test('keep settings and data when they are installed again, and when they are removed', () => {
    root.shell('dpkg --install --force-confold /tmp/candor-pool*.deb');
    expect(root.run('candor-pool', 'show')).toContain('alice@contoso.com');
    root.run('dpkg', '--remove', 'candor-pool');
    expect(root.shell('ls /var/lib/candor-pool')).toContain('pool.json');
    expect(root.shell('cat /etc/candor/pool.conf')).toBe('OPTIONS="--port 0"\n');
  });

  test('keep data even when they are purged, unless the administrator chose that it goes', () => {
    root.run('dpkg', '--purge', 'candor-pool');
    expect(root.shell('ls /var/lib/candor-pool')).toContain('pool.json');
    expect(root.shell('ls /etc/candor')).toBe('service.conf\n');
    root.shell(`
      echo candor-service candor-service/purge-data boolean true | debconf-set-selections
      dpkg --purge candor-service`);
    expect(root.shell('ls /var/lib')).not.toContain('candor-service');
    expect(root.shell('ls -d /etc/candor /usr/lib/candor-* 2>&1 || true')).not.toContain('\n/');
  });
});
