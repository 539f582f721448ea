/*
 * The telemetry service at once, five and twenty times what it sustains: how long what it takes waits, and whether it
 * keeps it. Service and clients are two processes, which share this machine's processors.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { keptId } from '../service/telemetry/store/coarse.ts';
import type { ServerSays } from './campaign/server.ts';
import { median, percentile } from './compare.ts';
import { RECORDS, recordIds, type Round, type Task } from './overloadClients.ts';

/** So many clients, each of which waits for its answer: the service sustains what the best number of them gets taken. */
const CLIENTS = [4, 8, 16, 32, 64];
const SEARCH_MS = 4_000;
const ROUND_MS = 12_000;
/** What is taken waits less than this. */
const TARGET_MS = 1_000;

async function start(file: string, args: readonly string[]): Promise<ChildProcess> {
  const child = fork(join(import.meta.dirname, file), [...args]);
  await once(child, 'spawn');
  return child;
}

function createClients(child: ChildProcess, port: number) {
  return async (task: Omit<Task, 'port'>): Promise<Round> => {
    child.send({ port, ...task } satisfies Task);
    const [round] = (await once(child, 'message')) as [Round];
    acknowledged.push(...round.acknowledged);
    return round;
  };
}

/** The numbers of the requests that were acknowledged so far. */
const acknowledged: number[] = [];

const takenPerSecond = ({ takenInTime, offeredForMs }: Round): number =>
  (takenInTime * 1000) / offeredForMs;

/** The most requests a second that are taken, by however many clients. */
async function sustained(run: (task: Omit<Task, 'port'>) => Promise<Round>): Promise<number> {
  await run({ forMs: SEARCH_MS, clients: Math.min(...CLIENTS) });
  let most = 0;
  for (const clients of CLIENTS) {
    const rate = takenPerSecond(await run({ forMs: SEARCH_MS, clients }));
    console.log(`${String(clients).padStart(3)} clients: ${rate.toFixed(0)} requests a second.`);
    most = Math.max(most, rate);
  }
  return most;
}

function tell(times: number, rate: number, round: Round): void {
  const { taken, later, unanswered, others, offered, healthMs, lagMs } = round;
  const perSecond = (offered * 1000) / round.offeredForMs;
  const share = (count: number) => `${((100 * count) / offered).toFixed(0)} %`;
  const p99 = percentile(taken, 0.99);
  const verdict =
    lagMs.max < TARGET_MS / 2 ? ', MISSED' : ', but this machine was too busy to tell';
  console.log(
    `${String(times).padStart(2)}× asked, ${(perSecond / rate).toFixed(1)}× offered: ${(takenPerSecond(round) / rate).toFixed(2)}× taken, ` +
      `${share(later.length)} told “later” after ${median(later).toFixed(0)} ms at the median, ${String(unanswered + others)} without such an answer; ` +
      `what is taken waits ${median(taken).toFixed(0)} ms at the median, ${p99.toFixed(0)} ms at the 99th percentile ` +
      `(target < ${String(TARGET_MS)}${p99 < TARGET_MS ? '' : verdict}); /healthz ${median(healthMs).toFixed(0)} and ${percentile(healthMs, 0.99).toFixed(0)} ms; ` +
      `of all this the clients’ own lateness is ${lagMs.p99.toFixed(0)} ms at the 99th percentile, ${lagMs.max.toFixed(0)} at most`,
  );
}

/** How many of these records are not in the service's database. */
function lostOf(file: string, ids: readonly string[]): number {
  const database = new DatabaseSync(file, { readOnly: true });
  const find = database.prepare('SELECT 1 FROM records WHERE id = ?');
  const lost = ids.filter((id) => find.get(keptId(id)) === undefined).length;
  database.close();
  return lost;
}

const folder = mkdtempSync(join(tmpdir(), 'candor-overload-'));
const data = join(folder, 'data');
const server = await start('campaign/server.ts', ['service', data]);
const [{ url }] = (await once(server, 'message')) as [Extract<ServerSays, { type: 'started' }>];
const clients = await start('overloadClients.ts', []);
const run = createClients(clients, Number(new URL(url).port));

const rate = await sustained(run);
console.log(
  `The service sustains ${rate.toFixed(0)} requests of ${String(RECORDS)} records a second.`,
);
for (const times of [1, 5, 20]) {
  const round = await run({ forMs: ROUND_MS, perSecond: rate * times });
  tell(times, rate, round);
}
server.kill('SIGKILL');
await once(server, 'exit');
const ids = acknowledged.flatMap((number) => recordIds(number));
const lost = lostOf(join(data, 'records.db'), ids);
console.log(
  `${String(ids.length)} records were acknowledged, then the service was killed: ${String(lost)} are lost.`,
);
clients.disconnect();
rmSync(folder, { recursive: true });
