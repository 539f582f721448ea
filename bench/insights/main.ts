/*
 * The insights over 5 million records of 90 days: how long each answer, the rollup of a day and a page's first paint
 * take, and DuckDB for the same questions over the same rows. `node bench/insights/main.ts [ROWS]`; what it makes is
 * kept for the next run, and takes some 5 GB.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, renameSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCensusDays } from '../../service/telemetry/insights/censusDays.ts';
import { createErrorDays } from '../../service/telemetry/insights/errorDays.ts';
import { createRollups } from '../../service/telemetry/insights/rollups.ts';
import { createService, type Service } from '../../service/telemetry/service.ts';
import { median } from '../compare.ts';
import { howToInstall, openDuckDb } from './duckDb.ts';
import { fill, openFolder } from './fill.ts';
import { createFleet, DAYS, LAST_DAY } from './fleet.ts';
import { firstPaints } from './firstPaint.ts';
import { asked } from './questions.ts';

const ROUNDS = 7;
const TARGETS = { warmMs: 300, coldMs: 1000, dayMs: 1000, paintMs: 1000 } as const;

const verdict = (ms: number, target: number): string =>
  `${ms.toFixed(ms < 10 ? 1 : 0)} ms (target < ${String(target)}${ms < target ? '' : ', MISSED'})`;

async function timed(run: () => unknown): Promise<number> {
  const from = performance.now();
  await run();
  return performance.now() - from;
}

/** Makes the operating system forget what it has of a file in memory; other files stay. @returns whether it did. */
function forgetFile(path: string): boolean {
  try {
    execFileSync('dd', [`if=${path}`, 'iflag=nocache', 'count=0'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Rolls up and packs every day, as a service does by itself, and tells how long one takes to roll up. */
function prepareDays(folder: string): void {
  const db = openFolder(folder);
  const censusDays = createCensusDays(db);
  const rollups = createRollups(db, censusDays);
  rollups.beginAnew();
  const times: number[] = [];
  for (;;) {
    const from = performance.now();
    if (rollups.rollUpOne() === undefined) break;
    times.push(performance.now() - from);
  }
  for (const { prepareOne } of [censusDays, createErrorDays(db)])
    while (prepareOne() !== undefined);
  db.close();
  const [middle, most] = [median(times), Math.max(...times)];
  console.log(
    `A day of census or usage is rolled up in ${verdict(middle, TARGETS.dayMs)}, ${most.toFixed(0)} ms at most.`,
  );
}

function createAsk({ url, tokenFile }: Service) {
  const authorization = `Bearer ${readFileSync(tokenFile, 'utf8').trim()}`;
  return async (path: string): Promise<void> => {
    const response = await fetch(url + path, { headers: { authorization } });
    const text = await response.text();
    if (!response.ok) throw new Error(`${path} answered ${String(response.status)}: ${text}`);
  };
}

async function askAll(
  service: Service,
  folder: string,
  peer: Awaited<ReturnType<typeof openDuckDb>>,
): Promise<void> {
  const ask = createAsk(service);
  for (const { name, path, sql } of asked) {
    const isForgotten = forgetFile(join(folder, 'records.db'));
    const cold = await timed(() => ask(path));
    const warm: number[] = [];
    const theirs: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      warm.push(await timed(() => ask(path)));
      if (peer && sql !== undefined) theirs.push(await timed(() => peer(sql)));
    }
    const ms = median(warm);
    const beside =
      theirs.length > 0
        ? `; DuckDB ${median(theirs).toFixed(0)} ms: ${(ms / median(theirs)).toFixed(2)} ×`
        : '';
    console.log(
      `${name.padEnd(30)} warm ${verdict(ms, TARGETS.warmMs)}, ${isForgotten ? 'cold' : 'at first'} ${verdict(cold, TARGETS.coldMs)}${beside}`,
    );
  }
}

const rows = Number(process.argv[2] ?? 5_000_000);
const folder = join(tmpdir(), `candor-insights-${String(rows)}`);
if (!existsSync(folder)) {
  console.log(`${String(rows)} records are made in ${folder}:`);
  fill(`${folder}.part`, createFleet(rows));
  renameSync(`${folder}.part`, folder);
}
console.log(`${String(rows)} records over ${String(DAYS)} days:`);
prepareDays(folder);
const peer = await openDuckDb(folder);
if (!peer) console.log(`DuckDB is left out, since it is not installed: ${howToInstall}`);
const service = await createService({
  dataFolder: folder,
  port: 0,
  clock: () => new Date(`${LAST_DAY}T23:30:00.000Z`),
  webFolder: join(import.meta.dirname, '../../build/web'),
});
await askAll(service, folder, peer);
await firstPaints(service, TARGETS.paintMs);
await service.close();
