import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../main.ts', import.meta.url));

export interface Running {
  readonly url: string;
  readonly tokenFile: string;
  readonly process: ChildProcess;
  /** Sends the signal, and is back with the exit code once the process is gone. */
  readonly stop: (signal: NodeJS.Signals) => Promise<number | null>;
}

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function start(args: readonly string[], language = 'C') {
  const env = { ...process.env, LC_ALL: language };
  const child = spawn(process.execPath, [main, ...args], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const heard = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (text: string) => {
      heard[name] += text;
    });
  return { child, heard };
}

/** Runs `service/telemetry/main.ts` to its end. */
export async function runToEnd(...args: readonly string[]): Promise<Ended> {
  const { child, heard } = start(args);
  const timer = setTimeout(() => child.kill('SIGKILL'), 20_000);
  const [code] = (await once(child, 'close')) as [number | null];
  clearTimeout(timer);
  return { code, ...heard };
}

/** Starts `service/telemetry/main.ts` on a data folder, and is back once it has told its address. */
export async function runService(
  dataFolder: string,
  ...options: readonly string[]
): Promise<Running> {
  const { child, heard } = start(['--port', '0', '--data', dataFolder, ...options]);
  const gone = once(child, 'close') as Promise<[number | null]>;
  const told = new Promise<void>((resolve) => {
    child.stdout.on('data', () => {
      if (heard.stdout.includes('/v1/records')) resolve();
    });
  });
  const timer = setTimeout(() => child.kill('SIGKILL'), 20_000);
  await Promise.race([told, gone]);
  clearTimeout(timer);
  const url = /http:\/\/127\.0\.0\.1:\d+/.exec(heard.stdout)?.[0];
  const tokenFile = /token is in (.+); to read/.exec(heard.stdout)?.[1];
  if (url === undefined || tokenFile === undefined) throw new Error(heard.stderr);
  return {
    url,
    tokenFile,
    process: child,
    stop: async (signal) => {
      const impatience = setTimeout(() => child.kill('SIGKILL'), 20_000);
      child.kill(signal);
      const [code] = await gone;
      clearTimeout(impatience);
      return code;
    },
  };
}
