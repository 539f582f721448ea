import { app } from 'electron';
import { systemTexts } from '../shell/locale.ts';
import { commandAmong } from './candorCommand.ts';
import { endWith } from './endWith.ts';

/**
 * Runs a command, as in `candor policy`, if there is one; it then exits by itself.
 * @param hasPath whether the first argument is the application's folder, as in `electron . policy`.
 * @returns whether there was one.
 */
export function runCommand(argv: readonly string[], hasPath: boolean | undefined): boolean {
  const args = argv.slice(1);
  const folder = hasPath ? args.findIndex((arg) => !arg.startsWith('-')) : -1;
  const command = commandAmong(folder < 0 ? args : args.toSpliced(folder, 1));
  if (!command) return false;
  const host = {
    t: systemTexts(),
    version: app.getVersion(),
    userData: app.getPath('userData'),
    environment: process.env,
  };
  void command(host).then(({ status, output, errors }) => {
    if (errors) process.stderr.write(errors);
    endWith(process.stdout, output, status);
  });
  return true;
}
