import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { prepareRuntime } from '../runtime/path.js';
import { createService } from '../service/service.ts';
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
  console.log(`
  Telemetry service   ${service.url}
  What it stores      ${serviceData}
  Read what arrived   curl -H "Authorization: Bearer $(cat '${service.tokenFile}')" '${service.url}/v1/records'
  The client's data   ${clientData}

  Open Options with the gear or Ctrl+comma. Close the window, or press Ctrl+C here, to stop.
`);
  console.error(`Candor runs on ${runtime.note}.`);

  const client = spawn(
    runtime.executable,
    [root, `--user-data-dir=${clientData}`, ...sandboxSwitches(runtime.kind), ...args],
    { stdio: 'inherit', env: { ...process.env, CANDOR_TELEMETRY_URL: service.url } },
  );
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      client.kill(signal);
    });
  const code = await new Promise<number>((resolve, reject) => {
    client.once('error', reject);
    client.once('exit', (status) => {
      resolve(status ?? 0);
    });
  });
  await service.close();
  return code;
}

process.exitCode = await start(process.argv.slice(2)).catch((error: unknown) => {
  console.error(`Candor: ${error instanceof Error ? error.message : String(error)}`);
  return 1;
});
