import { mkdirSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import type * as Electron from 'electron';
import type { AppDetails } from './appDetails.ts';

/** The application's folders, and its name, which determines some of them. */
export function createPaths(details: () => AppDetails) {
  const chosen = new Map<string, string>();
  let name: string | undefined;
  const getName = (): string => name ?? details().name;
  const home = (): string => process.env['HOME'] ?? homedir();
  const documents = (folder: string) => (): string => join(home(), folder);
  const appData = (): string => process.env['XDG_CONFIG_HOME'] ?? join(home(), '.config');
  const userData = (): string => {
    const given = details().switches.get('user-data-dir');
    return given === undefined || given === ''
      ? join(getPath('appData'), getName())
      : resolve(given);
  };
  const defaults: Record<string, () => string> = {
    home,
    appData,
    userData,
    sessionData: () => getPath('userData'),
    temp: tmpdir,
    logs: () => join(getPath('userData'), 'logs'),
    crashDumps: () => join(getPath('userData'), 'Crashpad'),
    exe: () => details().executable,
    module: () => details().executable,
    assets: () => dirname(details().executable),
    desktop: documents('Desktop'),
    documents: documents('Documents'),
    downloads: documents('Downloads'),
  };
  const getPath = (which: string): string => {
    const find = defaults[which];
    if (find === undefined) throw new Error(`Failed to get '${which}' path`);
    return chosen.get(which) ?? find();
  };
  const setPath = (which: string, path: string): void => {
    if (!isAbsolute(path)) throw new Error('Path must be absolute');
    if (defaults[which] === undefined) throw new Error(`Failed to set path '${which}'`);
    chosen.set(which, path);
  };
  return {
    getPath,
    setPath,
    setAppLogsPath: (path?: string) => {
      setPath('logs', path ?? getPath('logs'));
      mkdirSync(getPath('logs'), { recursive: true });
    },
    getName,
    setName: (wanted: string) => {
      name = wanted;
    },
  } satisfies Pick<Electron.App, 'getPath' | 'setPath' | 'setAppLogsPath' | 'getName' | 'setName'>;
}
