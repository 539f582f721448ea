import { terminalTexts, type LocalizedText } from '../contract/text/terminal.ts';

type Command = (
  args: readonly string[],
  say: (line: LocalizedText) => void,
) => number | Promise<number>;

/** Each command in a file of its own, loaded when it is asked for. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  verify: async () => (await import('./verify.ts')).verify,
};

/** Runs one command. @returns the exit status: 0 all is well, 1 something is not, 2 not understood. */
export async function main(args: readonly string[]): Promise<number> {
  const [name = '', ...rest] = args;
  const t = terminalTexts(process.env);
  const say = (line: LocalizedText) => void process.stdout.write(`${line(t)}\n`);
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command) return (await command())(rest, say);
  say((texts) => texts('verifyCommand.candorUsage'));
  return name === '--help' ? 0 : 2;
}
