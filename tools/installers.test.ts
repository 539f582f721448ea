import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse as parsePlist } from 'plist';
import { describe, expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';

const root = join(import.meta.dirname, '..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');

/** The parts of electron-builder's configuration that are checked here. */
interface Configuration {
  readonly protocols: { readonly schemes: readonly string[] };
  readonly win: { readonly target: string; readonly icon: string };
  readonly nsis: {
    readonly include: string;
    readonly perMachine: boolean;
    readonly installerLanguages: readonly string[];
  };
  readonly mac: {
    readonly target: string;
    readonly icon: string;
    readonly hardenedRuntime: boolean;
    readonly entitlements: string;
    readonly entitlementsInherit: string;
    readonly extendInfo: Readonly<Record<string, string>>;
    readonly extraResources: readonly { readonly from: string; readonly to: string }[];
  };
  readonly linux: {
    readonly target: readonly string[];
    readonly icon: string;
    readonly syncDesktopName: boolean;
    readonly executableName: string;
    readonly desktop: { readonly entry: Readonly<Record<string, string>> };
  };
}

const { protocols, win, nsis, mac, linux } = parseYaml(
  read('electron-builder.yml'),
) as Configuration;

describe('what the installers are told', () => {
  it('is which kinds to make, for links that begin with candor:', () => {
    expect([win.target, mac.target, linux.target]).toEqual(['nsis', 'dmg', ['AppImage', 'deb']]);
    expect(protocols.schemes).toEqual(['candor']);
  });

  it('on Windows is to install for all users, in English and French', () => {
    expect(nsis).toMatchObject({ perMachine: true, installerLanguages: ['en_US', 'fr_FR'] });
  });

  it('on Windows is to register candor: for all users, a link being no switch, and to forget it on uninstalling', () => {
    expect(existsSync(join(root, nsis.include))).toBe(true);
    const script = read(nsis.include);
    const macro = (name: string) =>
      new RegExp(`!macro ${name}\\b[^]*?!macroend`).exec(script)?.[0] ?? '';
    const key = 'SHELL_CONTEXT "Software\\Classes\\candor';
    const install = macro('customInstall');
    expect(install).toContain(`WriteRegStr ${key}" "URL Protocol" ""`);
    expect(install).toContain(
      `WriteRegStr ${key}\\shell\\open\\command" "" '"$INSTDIR\\\${APP_EXECUTABLE_FILENAME}" "--" "%1"'`,
    );
    for (const hive of ['SHELL_CONTEXT', 'HKCU'])
      expect(macro('customUnInstall')).toContain(`!insertmacro forgetLinks ${hive}`);
    expect(macro('forgetLinks')).toContain('DeleteRegKey ${ROOT} "Software\\Classes\\candor"');
  });

  it('names icons that are there', () => {
    for (const { icon } of [win, mac, linux]) expect(existsSync(join(root, icon)), icon).toBe(true);
  });

  it.each(['entitlements', 'entitlementsInherit'] as const)(
    'on macOS is a hardened runtime, whose %s let Candor hear, and no debugger in',
    (kind) => {
      expect(mac.hardenedRuntime).toBe(true);
      expect(parsePlist(read(mac[kind]))).toEqual({
        // Chromium compiles scripts at run time.
        'com.apple.security.cs.allow-jit': true,
        'com.apple.security.device.audio-input': true,
      });
    },
  );

  it('on macOS says in French too why Candor asks for what it asks for', () => {
    const [french] = mac.extraResources;
    expect(french?.to).toBe('fr.lproj');
    const folder = french?.from ?? '';
    expect(readdirSync(join(root, folder))).toEqual(['InfoPlist.strings']);
    const lines = read(join(folder, 'InfoPlist.strings')).trim().split('\n');
    const keys = lines.map((line) => /^(\w+) = ".+";$/.exec(line)?.[1]);
    expect(keys.sort()).toEqual(Object.keys(mac.extendInfo).sort());
    expect(keys).toContain('NSMicrophoneUsageDescription');
  });

  it('on Linux is a desktop entry that Electron finds, and that speaks French too', () => {
    const { desktopName } = JSON.parse(read('package.json')) as { desktopName: string };
    expect(linux.syncDesktopName).toBe(true);
    expect(desktopName).toBe(`${linux.executableName}.desktop`);
    expect(linux.desktop.entry['Comment[fr]']).toMatch(/\S/);
  });
});
