import type { CommandHost, CommandResult } from './commandHost.ts';
import { beforeLink } from './commandLine.ts';

type Command = (args: readonly string[], host: CommandHost) => Promise<CommandResult>;

/** Switches for whatever runs the command. */
const hostSwitch = /^--(no-sandbox|(user-data-dir|lang)=.*)$/;

async function runVerifyCommand(
  args: readonly string[],
  { t }: CommandHost,
): Promise<CommandResult> {
  const { verify } = await import('../../cli/verify.ts');
  const lines: string[] = [];
  const mine = args.filter((arg) => !hostSwitch.test(arg));
  const status = verify(mine, (line) => void lines.push(line(t)));
  return { status, output: `${lines.join('\n')}\n` };
}

async function runPolicyCommand(
  args: readonly string[],
  host: CommandHost,
): Promise<CommandResult> {
  const { runPolicyCommand: run } = await import('./policyCommand.ts');
  return run(args, host);
}

/** Each loads its modules when it is run, so that `--help` and `--version` answer without them. */
const commands = { policy: runPolicyCommand, verify: runVerifyCommand } satisfies Record<
  string,
  Command
>;
type CommandName = keyof typeof commands;

const isCommand = (name: string): name is CommandName => Object.hasOwn(commands, name);

/**
 * Finds the command among the arguments of a start, as in `candor policy` or `candor --help`; undefined if a window
 * is wanted. What follows a meeting's link may come from whoever wrote the link, and is ignored.
 * @param args without the executable, and without the application's folder.
 */
export function commandAmong(
  args: readonly string[],
): ((host: CommandHost) => Promise<CommandResult>) | undefined {
  const own = beforeLink(args);
  const name = own.find((arg) => !arg.startsWith('-')) ?? '';
  const [isHelp, isVersion] = [own.includes('--help'), own.includes('--version')];
  if (isCommand(name)) {
    const usage = ({ t }: CommandHost) => ({ status: 0, output: `${t(`${name}Command.usage`)}\n` });
    const rest = own.toSpliced(own.indexOf(name), 1);
    return async (host) => (isHelp ? usage(host) : commands[name](rest, host));
  }
  if (isHelp)
    return ({ t }) => Promise.resolve({ status: 0, output: t('verifyCommand.candorUsage') });
  if (isVersion)
    return ({ version }) => Promise.resolve({ status: 0, output: `Candor ${version}\n` });
  return undefined;
}
