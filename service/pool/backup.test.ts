import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openAdministrators } from './admin/administrators.ts';
import { createPool, type Pool } from './pool.ts';
import { candorPool } from './testing/candorPool.ts';

// Starting processes takes long on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

let folder: string;
let pool: Pool | undefined;
const at = (name: string) => join(folder, name);
const run = (...args: string[]) => candorPool(args);
const inData = ['--data'] as const;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'candor-pool-backup-'));
  await run('add-organisation', 'contoso.com', ...inData, at('data'));
  await run('add-account', 'alice@contoso.com', ...inData, at('data'));
});
afterEach(async () => {
  await pool?.close();
  pool = undefined;
  rmSync(folder, { recursive: true });
});

test('a pool that runs is backed up, and comes back when its folder is destroyed', async () => {
  pool = await createPool({ dataFolder: at('data'), port: 0 });
  const administrators = openAdministrators(at('data/administrators.db'), Date.now);
  const { secret } = administrators.addLink('password', 'alice@contoso.com');
  administrators.close();
  const made = await run('backup', at('b'), ...inData, at('data'));
  expect([made.code, made.stderr]).toEqual([0, '']);
  expect(made.stdout).toContain('read again');
  expect(statSync(at('b')).mode & 0o777).toBe(0o600);
  const before = readFileSync(at('data/pool.json'), 'utf8');
  await pool.close();
  pool = undefined;
  rmSync(at('data'), { recursive: true });

  expect((await run('verify', at('b'))).stdout).toContain('is whole: a back-up by Candor');
  const restored = await run('restore', at('b'), ...inData, at('back'));
  expect([restored.code, restored.stderr]).toEqual([0, '']);
  expect(restored.stdout).toContain('who was removed since then is back');
  expect(readFileSync(at('back/pool.json'), 'utf8')).toBe(before);
  expect(statSync(at('back')).mode & 0o777).toBe(0o700);
  const again = openAdministrators(at('back/administrators.db'), Date.now);
  expect(again.findLink(secret, 'password')).toBeUndefined();
  again.close();
  pool = await createPool({ dataFolder: at('back'), port: 0 });
  expect((await run('show', ...inData, at('back'))).stdout).toContain('alice@contoso.com');
});

test('a pool.json that an editor has half written is not backed up', async () => {
  writeFileSync(at('data/pool.json'), '{"organisations": {');
  const refused = await run('backup', at('b'), ...inData, at('data'));
  expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('pool.json')]);
  expect(existsSync(at('b'))).toBe(false);
});

test('a back-up needs a file, takes nothing else, and replaces no pool, in the language of who sits there', async () => {
  await run('backup', at('b'), ...inData, at('data'));
  const said = async (...args: string[]) => (await candorPool(args, '', 'fr_FR.UTF-8')).stderr;
  expect(await said('backup')).toContain('backup a besoin d’un fichier');
  expect(await said('verify', at('b'), 'x')).toContain('un argument de trop');
  expect(await said('verify', at('b'), '--port', '1')).toContain('n’accepte pas --port');
  expect(await said('restore', at('b'), ...inData, at('data'))).toContain('n’est pas vide');
  expect(await said('verify', at('data/pool.json'))).toContain('n’est pas une sauvegarde');
});
