/*
 * What the typed rows cost where records are taken in: the service by turns with itself without them, as processor time
 * of each, which other programs on the machine change little.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { bodyOf, createDraw, drawId, recordLine } from '../../service/telemetry/testing/records.ts';
import { median } from '../compare.ts';
import type { ServerSays } from './ingestServer.ts';

const RECORDS = 20;
const REQUESTS = 150;
const ROUNDS = 21;
const CONNECTIONS = 8;
const TARGET = 1.1;

const draw = createDraw(17);

/** Of a hundred records: census, usage, and the rest errors. */
function makeLine(number: number): string {
  const place = number % 100;
  const at = new Date().toISOString();
  const day = at.slice(0, 10);
  if (place < 41)
    return recordLine('snapshot', drawId(draw), { at, fields: { deviceId: drawId(draw) } });
  if (place < 82) return recordLine('day', drawId(draw), { at, fields: { day, firstOfDay: 1 } });
  const owner = drawId(draw).replaceAll('-', '').repeat(2);
  return recordLine('exception', drawId(draw), { at, owner });
}

const makeBody = (number: number): string =>
  bodyOf(...Array.from({ length: RECORDS }, (_, index) => makeLine(number * RECORDS + index)));

function post(url: string, agent: Agent, body: string): Promise<void> {
  const headers = {
    'content-type': 'application/x-ndjson',
    'content-length': Buffer.byteLength(body),
  };
  return new Promise((resolve, reject) => {
    const sent = request(`${url}/v1/records`, { agent, method: 'POST', headers }, (answer) => {
      if (answer.statusCode !== 200) reject(new Error(`answered ${String(answer.statusCode)}`));
      answer.resume().on('end', resolve);
    });
    sent.on('error', reject).end(body);
  });
}

async function hear<Type extends ServerSays['type']>(child: ChildProcess, type: Type) {
  const [message] = (await once(child, 'message')) as [ServerSays];
  if (message.type !== type) throw new Error(`said ${message.type}`);
  return message as Extract<ServerSays, { type: Type }>;
}

async function start(dataFolder: string, execArgv: readonly string[]) {
  const server = join(import.meta.dirname, 'ingestServer.ts');
  const child = fork(server, [dataFolder], { execArgv: [...execArgv] });
  const { url } = await hear(child, 'started');
  const used = async (): Promise<number> => {
    child.send('used');
    return (await hear(child, 'used')).micros;
  };
  return { child, url, used };
}

/** Microseconds that a record costs a server. */
async function cost(server: Awaited<ReturnType<typeof start>>, bodies: readonly string[]) {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const before = await server.used();
  await Promise.all(bodies.map((body) => post(server.url, agent, body)));
  const after = await server.used();
  agent.destroy();
  return (after - before) / (bodies.length * RECORDS);
}

const folder = mkdtempSync(join(tmpdir(), 'candor-ingest-'));
const hook = join(import.meta.dirname, 'withoutTypedRows.ts');
const typed = await start(join(folder, 'typed'), []);
const without = await start(join(folder, 'without'), ['--import', hook]);
const costs: [number, number][] = [];
for (let round = 0; round <= ROUNDS; round += 1) {
  const bodies = Array.from({ length: REQUESTS }, (_, index) => makeBody(index));
  const first = round % 2 ? typed : without;
  const second = round % 2 ? without : typed;
  const [one, other] = [await cost(first, bodies), await cost(second, bodies)];
  // The first warms up.
  if (round > 0) costs.push(round % 2 ? [one, other] : [other, one]);
}
const [ours, theirs] = [0, 1].map((index) => median(costs.map((pair) => pair[index] ?? NaN)));
const ratio = median(costs.map(([one, other]) => one / other));
console.log(
  `A record taken in costs ${(ours ?? NaN).toFixed(0)} µs of a processor with its typed row, ${(theirs ?? NaN).toFixed(0)} µs without: ${ratio.toFixed(2)} ×, target ≤ ${String(TARGET)}`,
);
for (const { child } of [typed, without]) {
  child.disconnect();
  await once(child, 'exit');
}
rmSync(folder, { recursive: true });
