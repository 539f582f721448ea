import { runPolicyCommand } from './policyCommand.ts';
import { runVerifyCommand } from './verifyCommand.ts';

const commands: Readonly<Record<string, (args: readonly string[]) => void>> = {
  policy: (args) => void runPolicyCommand(args),
  verify: runVerifyCommand,
};

/**
 * Runs what was asked for where it was no window, as in `candor policy`; it ends by itself.
 * @param hasPath whether the first argument is the application's folder, as in `electron . policy`.
 * @returns whether that was so.
 */
export function runCommand(argv: readonly string[], hasPath: boolean | undefined): boolean {
  const words = argv.slice(1).filter((arg) => !arg.startsWith('-'));
  const name = words[hasPath ? 1 : 0] ?? '';
  const run = Object.hasOwn(commands, name) ? commands[name] : undefined;
  run?.(argv.slice(argv.indexOf(name) + 1));
  return run !== undefined;
}
