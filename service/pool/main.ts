import { mkdirSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { CannotStart } from '../service.ts';
import { administer } from './administer.ts';
import { readPoolCommand, usage, type PoolCommand } from './commandLine.ts';
import { createPool, type Pool } from './pool.ts';

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
    const pool = await createPool({ port: command.port, dataFolder: command.data, log });
    stopOnSignals(pool);
    console.log(`Candor pool at ${pool.url}`);
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
