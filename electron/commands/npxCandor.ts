import { homedir } from 'node:os';
import { join } from 'node:path';
import { createTexts, resolveLanguage } from '../../contract/text/index.ts';
import { terminalTexts } from '../../contract/text/terminal.ts';
import { commandAmong } from './candorCommand.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Where Electron keeps the installed client's data: its `appData`, and in it the application's name. */
function usualDataFolder(environment: Environment): string {
  const home = homedir();
  const appData = {
    win32: environment['APPDATA'] ?? join(home, 'AppData', 'Roaming'),
    darwin: join(home, 'Library', 'Application Support'),
  };
  const elsewhere = environment['XDG_CONFIG_HOME'] ?? join(home, '.config');
  const { platform } = process;
  return join(
    platform === 'win32' || platform === 'darwin' ? appData[platform] : elsewhere,
    'Candor',
  );
}

const valueOf = (name: string, args: readonly string[]): string | undefined =>
  args.findLast((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3);

/**
 * `npx candor`: the installed client's commands, run by Node.
 * @returns the exit status, 2 if there was no command.
 */
export async function main(args: readonly string[], version: string): Promise<number> {
  const { env: environment } = process;
  const language = valueOf('lang', args);
  const t = language
    ? createTexts(resolveLanguage('system', [language])).t
    : terminalTexts(environment);
  const command = commandAmong(args);
  if (!command) {
    process.stderr.write(t('verifyCommand.candorUsage'));
    return 2;
  }
  const userData = valueOf('user-data-dir', args) ?? usualDataFolder(environment);
  const { status, output, errors = '' } = await command({ t, version, userData, environment });
  process.stdout.write(output);
  process.stderr.write(errors);
  return status;
}
