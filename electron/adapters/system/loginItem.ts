import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { App } from 'electron';
import { ownAppImage } from './ownAppImage.ts';
import { isOdd } from '../files/oddFile.ts';

/** Whether the system starts Candor when the person logs in; the system itself keeps that. */
export interface LoginItem {
  readonly isOn: () => boolean;
  /** Throws if the system refuses. */
  readonly set: (isOn: boolean) => void;
}

/** The command that starts Candor: the executable and its arguments. */
type Command = readonly [executable: string, ...args: string[]];

/** A word of an Exec line by the Desktop Entry Specification: quoted, escaped, and not a field code. */
const quoted = (word: string): string =>
  `"${word.replace(/["`$\\]/g, '\\$&').replaceAll('\\', '\\\\')}"`.replaceAll('%', '%%');

/** Linux desktops start what is in a folder, by the Autostart Specification. */
export function createAutostart(configFolder: string, name: string, command: Command): LoginItem {
  const file = join(configFolder, 'autostart', `${name.toLowerCase()}.desktop`);
  const entry = [
    '[Desktop Entry]',
    'Type=Application',
    `Name=${name}`,
    `Exec=${command.map(quoted).join(' ')}`,
    'Terminal=false',
    '',
  ].join('\n');
  return {
    isOn: () =>
      !isOdd(file) &&
      existsSync(file) &&
      !/^(Hidden=true|X-GNOME-Autostart-enabled=false)\s*$/m.test(readFileSync(file, 'utf8')),
    set(isOn) {
      if (!isOn) {
        rmSync(file, { force: true });
        return;
      }
      if (isOdd(file)) throw new Error(`${file} is not a file`);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, entry);
    },
  };
}

/** Windows and macOS keep login items themselves. */
function createSystemItem(app: App, [path, ...args]: Command): LoginItem {
  return {
    isOn: () => app.getLoginItemSettings({ path, args }).openAtLogin,
    set: (openAtLogin) => {
      app.setLoginItemSettings({ openAtLogin, path, args });
    },
  };
}

export function createLoginItem(app: App): LoginItem {
  // An AppImage runs from a mount that is gone at the next login; the file itself stays.
  const executable = ownAppImage(process.env, process.execPath) ?? app.getPath('exe');
  const command: Command = app.isPackaged ? [executable] : [executable, app.getAppPath()];
  return process.platform === 'linux'
    ? createAutostart(app.getPath('appData'), app.getName(), command)
    : createSystemItem(app, command);
}
