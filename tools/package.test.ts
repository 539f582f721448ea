import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { extractFile, getRawHeader, listPackage } from '@electron/asar';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { buildClient } from './build.ts';
import { drawIcons } from './icons.ts';
import { packApp, type PackedApp } from './testing/packedApp.ts';

const root = join(import.meta.dirname, '..');
const MIB = 1024 * 1024;

describe('the packed client', () => {
  const folder = mkdtempSync(join(tmpdir(), 'candor-pack-'));
  let packed: PackedApp;
  let contents: readonly string[];

  beforeAll(async () => {
    await buildClient();
    packed = packApp('linux', folder);
    contents = listPackage(packed.archive, { isPack: false }).map((file) => file.slice(1));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  test('holds what was built and the package’s own description, and no other file', () => {
    const strangers = contents.filter(
      (file) => !/^(build(\/(electron|renderer)(\/.*)?)?|package\.json)$/.test(file),
    );
    expect(strangers).toEqual([]);
    for (const file of ['electron/main.js', 'electron/preload.cjs', 'renderer/index.html'])
      expect(contents).toContain(`build/${file}`);
  });

  test('holds no source, map, test or log', () => {
    expect(contents.filter((file) => /\.(tsx?|map|log|tsbuildinfo)$|test/i.test(file))).toEqual([]);
  });

  test('says where it starts, and nothing of how it is developed', () => {
    const description = JSON.parse(
      extractFile(packed.archive, 'package.json').toString(),
    ) as Record<string, unknown>;
    expect(description).toMatchObject({
      productName: 'Candor',
      main: 'build/electron/main.js',
      // By this, Electron finds the desktop entry; electron-builder gives its file the same name.
      desktopName: 'candor.desktop',
    });
    expect(description).not.toHaveProperty('devDependencies');
    expect(description).not.toHaveProperty('scripts');
  });

  test('is small enough to be looked through', () => {
    expect(statSync(packed.archive).size).toBeLessThan(12 * MIB);
  });

  test('holds every file unchanged, each block under the hash by which Electron checks it', () => {
    for (const file of contents.filter((name) => name.startsWith('build/') && /\.\w+$/.test(name)))
      expect(extractFile(packed.archive, file).equals(readFileSync(join(root, file)))).toBe(true);
    const { headerString } = getRawHeader(packed.archive);
    const files = headerString.match(/"size":/g)?.length ?? 0;
    expect(headerString.match(/"integrity":\{"algorithm":"SHA256"/g)).toHaveLength(files);
  });

  test('has its fuses set: no Node in disguise, no inspector, no code but from the archive', async () => {
    const wire = await getCurrentFuseWire(packed.executable);
    const isOn = (fuse: FuseV1Options) => wire[fuse] === FuseState.ENABLE;
    expect({
      runAsNode: isOn(FuseV1Options.RunAsNode),
      cookieEncryption: isOn(FuseV1Options.EnableCookieEncryption),
      nodeOptions: isOn(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
      nodeInspect: isOn(FuseV1Options.EnableNodeCliInspectArguments),
      asarIntegrity: isOn(FuseV1Options.EnableEmbeddedAsarIntegrityValidation),
      onlyFromAsar: isOn(FuseV1Options.OnlyLoadAppFromAsar),
      ownV8Snapshot: isOn(FuseV1Options.LoadBrowserProcessSpecificV8Snapshot),
      fileProtocol: isOn(FuseV1Options.GrantFileProtocolExtraPrivileges),
    }).toEqual({
      runAsNode: false,
      cookieEncryption: false,
      nodeOptions: false,
      nodeInspect: false,
      asarIntegrity: true,
      onlyFromAsar: true,
      ownV8Snapshot: false,
      fileProtocol: false,
    });
  });

  test('carries the languages that Candor speaks, and no others', () => {
    const locales = readdirSync(join(packed.folder, 'locales'));
    expect(locales.sort()).toEqual(['en-US.pak', 'fr.pak']);
  });

  test('has the policy templates beside it', () => {
    const templates = readdirSync(join(packed.folder, 'resources', 'policy'));
    expect(templates.length).toBeGreaterThan(0);
    expect(templates.sort()).toEqual(readdirSync(join(root, 'assets', 'policy')).sort());
  });
});

test('for Windows the client holds besides what reads Group Policy, and of that only what runs', () => {
  const folder = mkdtempSync(join(tmpdir(), 'candor-pack-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const { archive } = packApp('win', folder);
  const files = listPackage(archive, { isPack: false }).filter((file) => /\.\w+$/.test(file));
  const strangers = files.filter(
    (file) => !/^.(build.(electron|renderer).|package\.json$)/.test(file),
  );
  const runs = strangers.filter((file) => !/LICENSE|\.md$/.test(file));
  expect(runs.map((file) => file.replaceAll('\\', '/')).sort()).toEqual([
    '/node_modules/@vscode/policy-watcher/build/Release/vscode-policy-watcher.node',
    '/node_modules/@vscode/policy-watcher/index.js',
    '/node_modules/@vscode/policy-watcher/package.json',
    '/node_modules/bindings/bindings.js',
    '/node_modules/bindings/package.json',
    '/node_modules/file-uri-to-path/index.js',
    '/node_modules/file-uri-to-path/package.json',
  ]);
});

test('every size of the icon, and what is made of it, is drawn from the one SVG; `npm run icons` renews them', () => {
  const drawn = drawIcons();
  for (const [path, png] of drawn)
    expect(readFileSync(join(root, 'assets', path)).equals(png), path).toBe(true);
  const kept = ['icons', 'pictures'].flatMap((folder) =>
    readdirSync(join(root, 'assets', folder)).map((name) => `${folder}/${name}`),
  );
  expect(kept.sort()).toEqual([...drawn.keys()].sort());
});
