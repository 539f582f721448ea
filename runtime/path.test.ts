import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { plainTexts } from '../contract/text/plain.js';
import { prepareRuntime, resolveRuntime, sandboxSwitches } from './path.js';

describe('what runs the client', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'candor-path-'));
    mkdirSync(join(root, 'node_modules', 'electron'), { recursive: true });
  });
  afterEach(() => {
    rmSync(root, { recursive: true });
  });
  const bringElectron = (): string => {
    const folder = join(root, 'node_modules', 'electron');
    writeFileSync(join(folder, 'path.txt'), 'electron');
    mkdirSync(join(folder, 'dist'));
    writeFileSync(join(folder, 'dist', 'electron'), '');
    return join(folder, 'dist', 'electron');
  };

  test('is Electron where its binary is at hand', () => {
    const executable = bringElectron();
    expect(resolveRuntime({ env: {}, root })).toMatchObject({ kind: 'electron', executable });
  });

  test('is the stand-in where there is no binary', () => {
    expect(resolveRuntime({ env: {}, root })).toMatchObject({ kind: 'stand-in' });
  });

  test('is the stand-in where the path is written but the binary was never unpacked', () => {
    writeFileSync(join(root, 'node_modules', 'electron', 'path.txt'), 'electron');
    expect(resolveRuntime({ env: {}, root }).kind).toBe('stand-in');
  });

  test('is Electron from the folder that ELECTRON_OVERRIDE_DIST_PATH names', () => {
    writeFileSync(join(root, 'electron'), '');
    const env = { ELECTRON_OVERRIDE_DIST_PATH: root };
    expect(resolveRuntime({ env, root }).executable).toBe(join(root, 'electron'));
  });

  test('is the stand-in where CANDOR_RUNTIME asks for it beside a binary', () => {
    bringElectron();
    expect(resolveRuntime({ env: { CANDOR_RUNTIME: 'stand-in' }, root }).kind).toBe('stand-in');
  });

  test('is refused, with the remedy, where CANDOR_RUNTIME asks for an Electron that is not there', () => {
    const ask = () => resolveRuntime({ env: { CANDOR_RUNTIME: 'electron' }, root });
    expect(ask).toThrow('npx install-electron');
  });

  test('is printed however the file that tells it is named', () => {
    const file = join(import.meta.dirname, 'path.js');
    const link = join(root, 'link.js');
    symlinkSync(file, link);
    symlinkSync(import.meta.dirname, join(root, 'folder'));
    const names = [file, link, file.slice(0, -'.js'.length), join(root, 'folder', 'path')];
    const env = { ...process.env, CANDOR_RUNTIME: 'stand-in' };
    const { executable } = resolveRuntime({ env });
    for (const name of names) {
      const { stdout } = spawnSync(process.execPath, [name], { env, encoding: 'utf8' });
      expect([name, stdout]).toEqual([name, `${executable}\n`]);
    }
  });

  test('is printed by no file that merely asks', () => {
    const asking = join(root, 'asking.mjs');
    writeFileSync(asking, `import ${JSON.stringify(join(import.meta.dirname, 'path.js'))};`);
    const { status, stdout } = spawnSync(process.execPath, [asking], { encoding: 'utf8' });
    expect([status, stdout]).toEqual([0, '']);
  });

  test('is refused for a runtime that does not exist', () => {
    expect(() => resolveRuntime({ env: { CANDOR_RUNTIME: 'other' }, root })).toThrow('"stand-in"');
  });

  test('is fetched by nobody where the host that has it cannot be found, which is said, and remembered', async () => {
    writeFileSync(join(root, 'node_modules', 'electron', 'install.js'), 'process.exit(0)');
    const env = { ELECTRON_MIRROR: 'https://electron.invalid/' };
    const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    await expect(prepareRuntime(plainTexts.en, { env, root })).resolves.toMatchObject({
      kind: 'stand-in',
    });
    expect(said.mock.calls).toEqual([
      [
        'Candor: Electron could not be fetched (electron.invalid was not found). “npx install-electron” fetches it at any later time.',
      ],
    ]);
    said.mockRestore();
    const start = performance.now();
    await prepareRuntime(plainTexts.en, { env, root });
    expect(performance.now() - start).toBeLessThan(50);
  });

  test('is fetched by way of a proxy, which alone may be able to find the host that has it', async () => {
    const fetched = join(root, 'fetched');
    const installer = `require('node:fs').writeFileSync(${JSON.stringify(fetched)}, '')`;
    writeFileSync(join(root, 'node_modules', 'electron', 'install.js'), installer);
    const env = { ELECTRON_MIRROR: 'https://electron.invalid/', ELECTRON_GET_USE_PROXY: 'true' };
    await prepareRuntime(plainTexts.en, { env, root });
    expect(existsSync(fetched)).toBe(true);
  });
});

test('as root Electron alone is started without its sandbox', () => {
  expect(sandboxSwitches({ kind: 'electron' }, 0)).toEqual(['--no-sandbox']);
  expect(sandboxSwitches({ kind: 'electron' }, 1000)).toEqual([]);
  expect(sandboxSwitches({ kind: 'stand-in' }, 0)).toEqual([]);
});
