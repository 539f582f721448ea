import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';
import { join } from 'node:path';
import { prepareRuntime, type Runtime } from '../runtime/path.js';
import { createService, type Service } from '../service/service.ts';
import { buildClient } from './build.ts';

const root = join(import.meta.dirname, '..');
const serviceData = join(root, 'data', 'service');
const clientData = join(root, 'data', 'client');

/** Electron refuses to run as root with its sandbox, and says so only as it dies. */
function sandboxSwitches(kind: string): string[] {
  if (kind !== 'electron' || process.getuid?.() !== 0) return [];
  console.error('Candor: as root, Electron runs without its sandbox.');
  return ['--no-sandbox'];
}

function announce(service: Service): void {
  const authorization = `Authorization: Bearer $(cat '${service.tokenFile}')`;
  console.log(`
  Telemetry service   ${service.url}
  What it stores      ${serviceData}
  Read what arrived   curl -H "${authorization}" '${service.url}/v1/records'
  The client's data   ${clientData}

  Open Options with the gear or Ctrl+comma. Close the window, or press Ctrl+C here, to stop.
`);
}

/** Runs the client until it ends. @returns its exit code; 128 and the signal's number where one ended it. */
async function runClient(runtime: Runtime, url: string, args: readonly string[]): Promise<number> {
  const client = spawn(
    runtime.executable,
    [root, `--user-data-dir=${clientData}`, ...sandboxSwitches(runtime.kind), ...args],
    { stdio: 'inherit', env: { ...process.env, CANDOR_TELEMETRY_URL: url } },
  );
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      client.kill(signal);
    });
  const [code, signal] = (await once(client, 'exit')) as [number | null, NodeJS.Signals | null];
  if (signal) console.error(`Candor: the client was ended by ${signal}.`);
  return code ?? 128 + (signal ? constants.signals[signal] : 0);
}

async function start(args: readonly string[]): Promise<number> {
  const runtime = await prepareRuntime();
  await buildClient();
  const service = await createService({
    port: 0,
    dataFolder: serviceData,
    log: (line) => {
      console.error(line);
    },
  });
  try {
    announce(service);
    console.error(`Candor runs on ${runtime.note}.`);
    return await runClient(runtime, service.url, args);
  } finally {
    await service.close();
  }
}

process.exitCode = await start(process.argv.slice(2)).catch((error: unknown) => {
  console.error(`Candor: ${error instanceof Error ? error.message : String(error)}`);
  return 1;
});
