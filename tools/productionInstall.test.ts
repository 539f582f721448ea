import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const MIB = 1024 * 1024;

interface LockedPackage {
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly devOptional?: boolean;
}

const read = (file: string) => JSON.parse(readFileSync(join(root, file), 'utf8')) as unknown;

/** The folders that `npm ci --omit=dev --omit=optional` fills, according to the lock file. */
function productionFolders(): readonly string[] {
  const { packages } = read('package-lock.json') as { packages: Record<string, LockedPackage> };
  return Object.entries(packages)
    .filter(([, { dev, optional, devOptional }]) => !dev && !optional && !devOptional)
    .map(([folder]) => folder)
    .filter((folder) => folder !== '');
}

const sizeOf = (folder: string): number =>
  globSync('**', { cwd: folder, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);

describe('what `npm ci --omit=dev --omit=optional` installs', () => {
  const folder = mkdtempSync(join(tmpdir(), 'candor-production-'));

  beforeAll(() => {
    const without = (source: string) => !/\.(test|testkit)\.ts$|[/\\]testing[/\\]/.test(source);
    for (const part of ['contract', 'service', 'assets/icon.svg', 'package.json'])
      cpSync(join(root, part), join(folder, part), { recursive: true, filter: without });
    for (const part of productionFolders())
      cpSync(join(root, part), join(folder, part), { recursive: true });
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  test.each([
    ['the telemetry service', 'service/telemetry/main.ts'],
    ['the pool', 'service/pool/main.ts'],
  ])('is enough for %s to start and to say that it is well', async (_name, main) => {
    const data = join(folder, `data-${main.replaceAll('/', '-')}`);
    const args = [join(folder, main), '--port', '0', '--data', data];
    const child: ChildProcess = spawn(process.execPath, args, {
      cwd: folder,
      env: { ...process.env, LC_ALL: 'C' },
    });
    const ended = once(child, 'close');
    onTestFinished(async () => {
      child.kill();
      await ended;
    });
    let said = '';
    const url = await new Promise<string>((resolve, reject) => {
      const hear = (chunk: Buffer) => {
        said += chunk.toString();
        const found = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0];
        if (found) resolve(found);
      };
      child.stdout?.on('data', hear);
      child.stderr?.on('data', hear);
      void ended.then(() => {
        reject(new Error(said));
      });
    });
    expect((await fetch(new URL('/healthz', url))).status).toBe(200);
  });

  test('is named for what the services import, and for the one native module of the installed client', () => {
    const sources = globSync('{contract,service}/**/*.ts', { cwd: root })
      .filter((file) => !/\.(test|testkit)\.ts$|\/(testing|interop)\//.test(file))
      .map((file) => readFileSync(join(root, file), 'utf8'))
      .join('\n');
    const { dependencies, optionalDependencies } = read('package.json') as {
      dependencies: Record<string, string>;
      optionalDependencies: Record<string, string>;
    };
    const unused = Object.keys(dependencies).filter(
      (name) => !sources.includes(`from '${name}'`) && !sources.includes(`from '${name}/`),
    );
    expect(unused).toEqual([]);
    expect(Object.keys(optionalDependencies)).toEqual(['@vscode/policy-watcher']);
  });

  test('is small: no interface, no icon, no Electron', () => {
    expect(sizeOf(join(folder, 'node_modules'))).toBeLessThan(40 * MIB);
  });
});
