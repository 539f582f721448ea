export type CommandLine = {
  readonly switches: Map<string, string>;
  readonly modules: readonly string[];
  readonly appPath: string | undefined;
};

/**
 * A start's arguments as Electron passes them to another instance: its own switches come first, up to `--`, whatever
 * was between them.
 */
export function asToldLater([program = '', ...args]: readonly string[]): string[] {
  const end = args.indexOf('--');
  const isSwitch = (arg: string, index: number) =>
    arg.startsWith('-') && arg.length > 1 && (end < 0 || index < end);
  const others = args.filter((arg, index) => !isSwitch(arg, index));
  return [program, ...args.filter(isSwitch), ...others];
}

/** Reads an Electron command line: switches, modules to require first, and the app's path. */
export function parseCommandLine(args: readonly string[]): CommandLine {
  const switches = new Map<string, string>();
  const modules: string[] = [];
  let appPath: string | undefined;
  for (let index = 0; index < args.length; index += 1) {
    const arg = args[index] ?? '';
    if (appPath === undefined && (arg === '-r' || arg === '--require')) {
      index += 1;
      modules.push(args[index] ?? '');
    } else if (arg.startsWith('--')) {
      const equals = arg.indexOf('=');
      const name = equals < 0 ? arg.slice(2) : arg.slice(2, equals);
      switches.set(name.toLowerCase(), equals < 0 ? '' : arg.slice(equals + 1));
    } else if (!arg.startsWith('-')) {
      appPath ??= arg;
    }
  }
  return { switches, modules, appPath };
}
