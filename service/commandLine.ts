import { parseArgs } from 'node:util';
import { done, failed, type Outcome } from './outcome.ts';

export type Command =
  | { readonly kind: 'help' }
  | { readonly kind: 'serve'; readonly port: number; readonly data: string }
  | { readonly kind: 'rotate-pepper'; readonly data: string; readonly forgetOld: boolean };

export const usage = `Usage:
  node service/main.ts [--port PORT] [--data DIR]
      Starts the telemetry service on 127.0.0.1. PORT 0 takes any free one (default 4780).
      DIR holds the records and the secrets; it is made where there is none (default data/service).
  node service/main.ts rotate-pepper [--data DIR] [--forget-old]
      Makes a new pepper for the second hash; stop the service first.
      --forget-old erases the earlier peppers, so that no one can repeat their hashes.
`;

const options = {
  port: { type: 'string' },
  data: { type: 'string' },
  'forget-old': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

function parse(args: readonly string[]) {
  try {
    return done(parseArgs({ args: [...args], options, allowPositionals: true, strict: true }));
  } catch (error) {
    return failed(error instanceof Error ? error.message : 'the command line is not understood');
  }
}

function serve(port: string, data: string): Outcome<Command> {
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65535)
    return failed(`--port must be a whole number from 0 to 65535, and not "${port}"`);
  return done({ kind: 'serve', port: Number(port), data });
}

/** Reads the command line; what it can't take is a problem, told in words. */
export function readCommandLine(args: readonly string[]): Outcome<Command> {
  const parsed = parse(args);
  if (!parsed.ok) return parsed;
  const { values, positionals } = parsed.value;
  if (values.help) return done({ kind: 'help' });
  const data = values.data ?? 'data/service';
  if (data.trim() === '' || data.includes('\0')) return failed('--data must name a folder');
  const [command, ...more] = positionals;
  if (more.length > 0) return failed(`there is one argument too many: "${String(more[0])}"`);
  const forgetOld = values['forget-old'] ?? false;
  if (command === 'rotate-pepper') {
    if (values.port !== undefined) return failed('rotate-pepper takes no --port');
    return done({ kind: 'rotate-pepper', data, forgetOld });
  }
  if (command !== undefined) return failed(`there is no command "${command}"`);
  if (forgetOld) return failed('--forget-old goes with rotate-pepper');
  return serve(values.port ?? '4780', data);
}
