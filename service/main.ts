import { readCommandLine, usage, type Command } from './commandLine.ts';
import { openDataFolder } from './dataFolder.ts';
import { rotatePepper } from './secrets.ts';
import { CannotStart, createService, type Service } from './service.ts';

function giveUp(problem: string, hint = ''): void {
  console.error(`Candor telemetry service: ${problem}\n${hint}`.trimEnd());
  process.exitCode = 2;
}

function stopOnSignals(service: Service): void {
  let stopping = false;
  const stop = (): void => {
    // The second signal is from someone who does not want to wait.
    if (stopping) process.exit(130);
    stopping = true;
    void service.close().then(() => process.exit(0));
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

async function serve({ port, data }: { port: number; data: string }): Promise<void> {
  const service = await createService({
    port,
    dataFolder: data,
    log: (line) => {
      console.error(line);
    },
  });
  stopOnSignals(service);
  console.log(`Candor telemetry service at ${service.url}`);
  console.log(`The analysts' token is in ${service.tokenFile}; to read what arrived:`);
  console.log(
    `  curl -H "Authorization: Bearer $(cat '${service.tokenFile}')" '${service.url}/v1/records'`,
  );
}

function rotate(data: string, forgetOld: boolean): void {
  const folder = openDataFolder(data, console.error);
  if (!folder.ok) {
    giveUp(folder.problem);
    return;
  }
  const rotated = rotatePepper(folder.value, { forgetOld });
  folder.value.release();
  if (rotated.ok) console.log(`The service hashes with the pepper ${rotated.value} from now on.`);
  else giveUp(rotated.problem);
}

async function run(command: Command): Promise<void> {
  switch (command.kind) {
    case 'help':
      console.log(usage);
      return;
    case 'rotate-pepper':
      rotate(command.data, command.forgetOld);
      return;
    case 'serve':
      await serve(command);
  }
}

const command = readCommandLine(process.argv.slice(2));
if (command.ok)
  await run(command.value).catch((error: unknown) => {
    if (!(error instanceof CannotStart)) throw error;
    giveUp(error.message);
  });
else giveUp(command.problem, usage);
