type Command = (args: readonly string[], print: (line: string) => void) => number | Promise<number>;

/** Each command in a file of its own, loaded when it is asked for. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  verify: async () => (await import('./verify.ts')).verify,
};

const usage = `Usage: candor COMMAND

  verify FILE   checks a file that Export wrote: ledger, digests, signatures
`;

/** Runs one command. @returns the exit status: 0 all is well, 1 something is not, 2 not understood. */
export async function main(args: readonly string[]): Promise<number> {
  const [name = '', ...rest] = args;
  const print = (line: string) => void process.stdout.write(`${line}\n`);
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command) return (await command())(rest, print);
  print(usage);
  return name === '--help' ? 0 : 2;
}
