import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';
import { join } from 'node:path';
import { adminPage } from '../contract/admin/paths.ts';
import { prepareRuntime, sandboxSwitches, type Runtime } from '../runtime/path.js';
import { plainText } from '../contract/text/plain.js';
import { terminalTexts } from '../contract/text/terminal.ts';
import { CannotStart, type Log } from '../service/shared/outcome.ts';
import { createService, type Service } from '../service/telemetry/service.ts';
import { loadDemonstration } from './demo/load.ts';
import { openDemonstration, type Demonstration } from './demonstration.ts';
import { buildClient } from './build.ts';
import { openAtUsualPort } from './usualPort.ts';

const root = join(import.meta.dirname, '..');
/**
 * The folders of the service's and the clients' data: a demonstration has its own, so that it never mixes with real
 * data.
 */
const foldersOf = (isDemo: boolean) => {
  const data = isDemo ? join(root, 'data', 'demo') : join(root, 'data');
  return {
    service: join(data, 'service'),
    client: join(data, 'client'),
    second: join(data, 'client-2'),
  };
};
type Folders = ReturnType<typeof foldersOf>;
const poolData = join(root, 'data', 'pool');
/** The pages that the build made for browsers: for meetings, and the insights. */
const webFolder = join(root, 'build', 'web');

const t = terminalTexts(process.env);

/** The option that opens the second client right away. */
const SECOND = '--second';

/** The option that gives the service made-up data. */
const DEMO = '--demo';
/** Fixed, so that everyone who tries it sees the same. */
const DEMO_SEED = 17;

/** Electron says only as it exits that it refuses to run as root with its sandbox. */
function saidSwitches(runtime: Runtime): string[] {
  const switches = sandboxSwitches(runtime);
  if (switches.length > 0) console.error(t('startCommand.noSandbox'));
  return switches;
}

/** Aligns what is printed next to its name, several values one below the other. */
function rows(told: readonly (readonly [name: string, values: readonly string[]])[]): string {
  const width = Math.max(...told.map(([name]) => name.length)) + 3;
  return told
    .flatMap(([name, values]) =>
      values.map((value, index) => `  ${(index === 0 ? name : '').padEnd(width)}${value}`),
    )
    .join('\n');
}

/** Whether an argument is meant for the client. */
const forClient = (arg: string): boolean => arg !== SECOND && arg !== DEMO;

const today = (): string => new Date().toISOString().slice(0, 10);

function announce(
  service: Service,
  { pool, people, owner: { name, link } }: Demonstration,
  { folders, isDemo }: { readonly folders: Folders; readonly isDemo: boolean },
): void {
  const authorization = `Authorization: Bearer $(cat '${service.tokenFile}')`;
  const accounts = people.map(
    ({ address, password }) => `${address}   ${t('startCommand.password')}  ${password}`,
  );
  const madeUp: [string, string[]] = [
    t('startCommand.demo.held'),
    [t('startCommand.demo.until', { day: today() })],
  ];
  const owner = link
    ? t('startCommand.adminLink', { name, link: link.address, until: link.until })
    : t('startCommand.adminSignIn', { name });
  const facts = rows([
    [t('startCommand.service'), [service.url]],
    [t('startCommand.stores'), [folders.service]],
    ...(isDemo ? [madeUp] : []),
    [
      t('startCommand.insights'),
      [`${service.url}/insights/`, t('startCommand.insightsToken', { file: service.tokenFile })],
    ],
    [t('startCommand.read'), [`curl -H "${authorization}" '${service.url}/v1/records'`]],
    [t('startCommand.pool'), [pool.url]],
    [t('startCommand.signInAs'), accounts],
    [t('startCommand.admin'), [pool.url + adminPage, owner]],
    [t('startCommand.data'), [folders.client]],
  ]);
  const second = process.stdin.isTTY ? `\n  ${t('startCommand.second')}` : '';
  console.log(`\n${facts}\n\n  ${t('startCommand.stop')}${second}\n`);
}

type Launch = (dataFolder: string) => ChildProcess;

/** Opens one more client, for the other person; only once. */
function createSecond(open: () => ChildProcess): {
  readonly open: () => void;
  readonly close: () => void;
} {
  let second: ChildProcess | undefined;
  return {
    open() {
      if (second && second.exitCode === null && second.signalCode === null) return;
      second = open();
    },
    close: () => {
      second?.kill();
    },
  };
}

/**
 * Runs the client until it ends.
 * @returns its exit code; 128 plus the signal's number if a signal ended it.
 */
async function runClient(launch: Launch, folders: Folders, opensSecond: boolean): Promise<number> {
  const client = launch(folders.client);
  const second = createSecond(() => launch(folders.second));
  if (opensSecond) second.open();
  if (process.stdin.isTTY) process.stdin.on('data', second.open).unref();
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      client.kill(signal);
    });
  const [code, signal] = (await once(client, 'exit')) as [number | null, NodeJS.Signals | null];
  second.close();
  if (signal) console.error(t('startCommand.ended', { signal }));
  return code ?? 128 + (signal ? constants.signals[signal] : 0);
}

function createLaunch(runtime: Runtime, urls: NodeJS.ProcessEnv, args: readonly string[]): Launch {
  return (dataFolder) =>
    spawn(
      runtime.executable,
      [root, `--user-data-dir=${dataFolder}`, ...saidSwitches(runtime), ...args],
      { stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ...urls } },
    );
}

async function start(args: readonly string[]): Promise<number> {
  const runtime = await prepareRuntime(plainText(process.env));
  await buildClient();
  const log: Log = (said) => {
    console.error(said(t));
  };
  const isDemo = args.includes(DEMO);
  const folders = foldersOf(isDemo);
  if (isDemo) loadDemonstration(folders.service, { seed: DEMO_SEED, today: today(), log });
  const service = await openAtUsualPort(folders.service, (port) =>
    createService({ port, dataFolder: folders.service, log, webFolder }),
  );
  try {
    const demonstration = await openDemonstration(poolData, {
      log,
      webFolder,
      telemetryUrl: service.url,
    });
    try {
      announce(service, demonstration, { folders, isDemo });
      console.error(t(`startCommand.runsOn.${runtime.kind}`));
      const urls = { CANDOR_TELEMETRY_URL: service.url, CANDOR_POOL_URL: demonstration.pool.url };
      const launch = createLaunch(runtime, urls, args.filter(forClient));
      return await runClient(launch, folders, args.includes(SECOND));
    } finally {
      await demonstration.pool.close();
    }
  } finally {
    await service.close();
  }
}

process.exitCode = await start(process.argv.slice(2)).catch((error: unknown) => {
  const said = error instanceof CannotStart ? error.said(t) : String(error);
  console.error(t('serverCommand.problem', { name: t('app.name'), problem: said }));
  return 1;
});
