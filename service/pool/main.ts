import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { CannotStart } from '../service.ts';
import { administer } from './administer.ts';
import { readPoolCommand, usage, type PoolCommand } from './commandLine.ts';
import { createPool, type Pool } from './pool.ts';

/** What the build makes of meetings for browsers. */
const webFolder = join(import.meta.dirname, '../../build/web');

function giveUp(problem: string, hint = ''): void {
  console.error(`Candor pool: ${problem}\n${hint}`.trimEnd());
  process.exitCode = 2;
}

function stopOnSignals(pool: Pool): void {
  let stopping = false;
  const stop = (): void => {
    if (stopping) process.exit(130);
    stopping = true;
    void pool.close().then(() => process.exit(0));
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

async function firstLine(): Promise<string> {
  for await (const line of createInterface({ input: process.stdin })) return line;
  return '';
}

async function run(command: PoolCommand): Promise<void> {
  if (command.kind === 'help') {
    console.log(usage);
    return;
  }
  if (command.kind === 'serve') {
    const log = (line: string) => {
      console.error(line);
    };
    const { port, data: dataFolder, telemetry: telemetryUrl } = command;
    const pool = await createPool({ port, dataFolder, telemetryUrl, webFolder, log });
    stopOnSignals(pool);
    console.log(`Candor pool at ${pool.url}`);
    if (!existsSync(webFolder))
      console.error('Nobody can join meetings in a browser: run "npm run build", and start again.');
    return;
  }
  mkdirSync(command.data, { recursive: true, mode: 0o700 });
  const outcome = await administer(command, firstLine);
  if (outcome.ok) console.log(outcome.value);
  else giveUp(outcome.problem);
}

const command = readPoolCommand(process.argv.slice(2));
if (command.ok)
  await run(command.value).catch((error: unknown) => {
    if (!(error instanceof CannotStart)) throw error;
    giveUp(error.message);
  });
else giveUp(command.problem, usage);
