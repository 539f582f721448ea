/* The telemetry service at once, five and twenty times what it sustains: how long what it takes waits, and whether it keeps it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { DatabaseSync } from 'node:sqlite';
import { keptId } from '../service/telemetry/store/coarse.ts';
import { bodyOf, createDraw, drawId, recordLine } from '../service/telemetry/testing/records.ts';
import type { ServerSays } from './campaign/server.ts';
import { median, percentile } from './compare.ts';

const RECORDS = 20;
const SUSTAINED_CLIENTS = 16;
const ROUND_MS = 6_000;
const TICK_MS = 10;
/** What is taken waits less than this. */
const TARGET_MS = 1_000;

const agent = new Agent({ keepAlive: true });
const draw = createDraw(20);
let address = 0;

interface Posted {
  readonly status: number;
  readonly ms: number;
  readonly ids: readonly string[];
}

/** Posts records as a client of an address of its own. A connection that is refused has status 0. */
function post(url: string): Promise<Posted> {
  const ids = Array.from({ length: RECORDS }, () => drawId(draw));
  const body = bodyOf(...ids.map((id) => recordLine('exception', id)));
  const next = (address += 1);
  const from = performance.now();
  const headers = {
    'content-type': 'application/x-ndjson',
    'content-length': Buffer.byteLength(body),
    'x-forwarded-for': `10.${String((next >> 16) & 255)}.${String((next >> 8) & 255)}.${String(next & 255)}`,
  };
  return new Promise((resolve) => {
    const settle = (status: number) => {
      resolve({ status, ms: performance.now() - from, ids });
    };
    request(`${url}/v1/records`, { agent, method: 'POST', headers }, (answer) => {
      answer.resume().on('end', () => {
        settle(answer.statusCode ?? 0);
      });
    })
      .on('error', () => {
        settle(0);
      })
      .end(body);
  });
}

/** Requests a second that are taken where each client waits for its answer. */
async function sustained(url: string): Promise<number> {
  const until = performance.now() + ROUND_MS;
  let taken = 0;
  const client = async () => {
    while (performance.now() < until) if ((await post(url)).status === 200) taken += 1;
  };
  await Promise.all(Array.from({ length: SUSTAINED_CLIENTS }, client));
  return (taken * 1000) / ROUND_MS;
}

/** Posts so many a second, whatever has been answered, and asks for the service's health beside. */
async function offer(url: string, perSecond: number) {
  const posts: Promise<Posted>[] = [];
  const healths: number[] = [];
  const lag = monitorEventLoopDelay();
  lag.enable();
  const from = performance.now();
  const health = setInterval(() => {
    const asked = performance.now();
    void fetch(`${url}/healthz`).then(
      () => healths.push(performance.now() - asked),
      () => healths.push(Infinity),
    );
  }, 100);
  while (performance.now() - from < ROUND_MS) {
    const due = ((performance.now() - from) * perSecond) / 1000;
    while (posts.length < due && performance.now() - from < ROUND_MS) posts.push(post(url));
    await new Promise((resolve) => setTimeout(resolve, TICK_MS));
  }
  const offeredForMs = performance.now() - from;
  const posted = await Promise.all(posts);
  clearInterval(health);
  lag.disable();
  return { posted, healths, lagMs: lag.max / 1e6, offered: (posts.length * 1000) / offeredForMs };
}

async function start(dataFolder: string): Promise<{ url: string; server: ChildProcess }> {
  const main = join(import.meta.dirname, 'campaign', 'server.ts');
  const server = spawn(process.execPath, [main, 'service', dataFolder], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const [message] = (await once(server, 'message')) as [ServerSays];
  if (message.type !== 'started') throw new Error('the service did not start');
  return { url: message.url, server };
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
const { url, server } = await start(data);
const rate = await sustained(url);
console.log(
  `The service sustains ${rate.toFixed(0)} requests of ${String(RECORDS)} records a second.`,
);
const acknowledged: string[] = [];
let usual = NaN;
for (const times of [1, 5, 20]) {
  const { posted, healths, lagMs, offered } = await offer(url, rate * times);
  const taken = posted.filter(({ status }) => status === 200);
  acknowledged.push(...taken.flatMap(({ ids }) => ids));
  const latencies = taken.map(({ ms }) => ms);
  const [middle, p99] = [median(latencies), percentile(latencies, 0.99)];
  if (times === 1) usual = middle;
  const shed = posted.filter(({ status }) => status === 503).length;
  console.log(
    `${String(times).padStart(2)}× asked, ${(offered / rate).toFixed(1)}× offered: ` +
      `${((taken.length / ROUND_MS / rate) * 1000).toFixed(2)}× taken, ${((100 * shed) / posted.length).toFixed(0)} % told “later”, ` +
      `${String(posted.length - taken.length - shed)} without an answer; what is taken waits ` +
      `${middle.toFixed(0)} ms at the median (${(middle / usual).toFixed(1)}× that at 1×), ${p99.toFixed(0)} ms at the 99th percentile ` +
      `(target < ${String(TARGET_MS)}); /healthz ${percentile(healths, 0.99).toFixed(0)} ms; the bench’s own event loop was late by ${lagMs.toFixed(0)} ms at most`,
  );
}
server.kill('SIGKILL');
await once(server, 'exit');
const lost = lostOf(join(data, 'records.db'), acknowledged);
console.log(
  `${String(acknowledged.length)} records were acknowledged, then the service was killed: ${String(lost)} are lost.`,
);
agent.destroy();
rmSync(folder, { recursive: true });
