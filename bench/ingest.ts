/* Telemetry ingest against its limit: the service, and a bare node:http server on the same store. */
import { spawn } from 'node:child_process';
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { Agent, createServer, request } from 'node:http';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TelemetryRecord } from '../contract/envelope.ts';
import { typedFieldsOf } from '../service/telemetry/insights/typedFields.ts';
import { createService } from '../service/telemetry/service.ts';
import { createStore } from '../service/telemetry/store/store.ts';
import { openDatabase } from '../service/telemetry/store/storeSchema.ts';
import { median } from './compare.ts';

const contenders = ['bare', 'service'] as const;
type Contender = (typeof contenders)[number];

const batchSizes = [1, 10, 50];
const target = 0.6;
const connections = 16;
const roundMs = 500;
const rounds = 9;
const warmUpMs = 600;

const header =
  '{"schema":1,"app":{"name":"Candor","version":"0.1.0"},"sentAt":"2026-11-22T10:00:00Z"}\n';
const beforeId = '{"id":"';
const afterId =
  '","category":"error","surface":"desktop","name":"exception","at":"2026-11-22T09:59:59.000Z","owner":"' +
  'ab'.repeat(32) +
  '","fields":{"userId":"amosmarble","processType":"main","exceptionType":"TypeError","exceptionMessage":"Cannot read properties of undefined","exceptionStack":"at open (app://candor/assets/index.js:1:2042)\\nat run (app://candor/assets/index.js:1:99)","fingerprint":"9f86d081884c7d65","uptime":5400,"memory":182}}\n';

/** Serves what the service does without its work: parse JSON, insert in one transaction, answer. */
async function serveBare(dataFolder: string): Promise<string> {
  const db = openDatabase(join(dataFolder, 'bare.db'), { now: new Date(), log: console.error });
  const store = createStore(db);
  const store1 = (body: string): string => {
    const [, ...lines] = body.trimEnd().split('\n');
    const rows = lines.map((line) => {
      const { fields, owner = null, ...record } = JSON.parse(line) as TelemetryRecord;
      const rest = { appName: 'Candor', appVersion: '0.1.0', pepperId: null, digest: 'x' };
      const typed = typedFieldsOf(record.category, record.name, fields);
      return { ...record, ...rest, owner, typed, fields: JSON.stringify(fields) };
    });
    store.save(rows, new Date().toISOString());
    return JSON.stringify({ stored: rows.length });
  };
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      response.setHeader('content-type', 'application/json');
      response.end(store1(Buffer.concat(chunks).toString()));
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? String(address?.port) : ''}`;
}

async function serve(contender: string, dataFolder: string): Promise<void> {
  if (contender === 'bare') {
    console.log(await serveBare(dataFolder));
    return;
  }
  const limits = {
    requestsPerMinute: Number.MAX_SAFE_INTEGER,
    answeredWithinMs: Infinity,
    // All comes from one address, and of one owner.
    recordBytesPerOwner: Infinity,
    recordBytesPerAddress: Infinity,
    recordBytesPerDay: Infinity,
  };
  console.log((await createService({ dataFolder, port: 0, limits })).url);
}

async function start(contender: Contender, dataFolder: string, core: string | null) {
  const own = [process.execPath, fileURLToPath(import.meta.url), contender, dataFolder];
  const [command = '', ...args] = core === null ? own : ['taskset', '-c', core, ...own];
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const [told] = (await once(child.stdout, 'data')) as [Buffer];
  return { url: told.toString().trim(), child };
}

let made = 0;
const run = randomBytes(2).toString('hex');

function makeBody(size: number): string {
  let body = header;
  for (let line = 0; line < size; line++) {
    const number = (made++).toString(16).padStart(12, '0');
    body += `${beforeId}0190b6a0-${run}-7000-8000-${number}${afterId}`;
  }
  return body;
}

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

/** Loads a server for a while; gives requests a second. */
async function load(url: string, size: number, forMs: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const from = performance.now();
  let answered = 0;
  const client = async (): Promise<void> => {
    while (performance.now() - from < forMs) {
      await post(url, agent, makeBody(size));
      answered++;
    }
  };
  await Promise.all(Array.from({ length: connections }, client));
  const seconds = (performance.now() - from) / 1000;
  agent.destroy();
  return answered / seconds;
}

async function compare(
  urls: Readonly<Record<Contender, string>>,
  size: number,
  signatureMicros: number,
): Promise<void> {
  const rates: Record<Contender, number[]> = { bare: [], service: [] };
  for (const contender of contenders) await load(urls[contender], size, warmUpMs);
  for (let round = 0; round < rounds; round++)
    for (const contender of contenders)
      rates[contender].push(await load(urls[contender], size, roundMs));
  const [bare, service] = [median(rates.bare), median(rates.service)];
  const told = (rate: number): string =>
    `${rate.toFixed(0).padStart(6)} requests/s ${(rate * size).toFixed(0).padStart(7)} records/s`;
  const ratio = median(rates.service.map((rate, round) => rate / (rates.bare[round] ?? NaN)));
  const ceiling = 1 / (1 + (bare * size * signatureMicros) / 1e6);
  console.log(`${String(size).padStart(3)} records a request`);
  console.log(`    service ${told(service)}\n    bare    ${told(bare)}`);
  console.log(`    service / bare limit: ${ratio.toFixed(2)}, target ≥ ${target.toFixed(2)}`);
  console.log(
    `    ceiling of one core that signs every record after the bare work: ${ceiling.toFixed(2)}`,
  );
}

/** Microseconds that OpenSSL takes for one of the signatures that the bare server does without. */
function signatureCost(): number {
  const { privateKey } = generateKeyPairSync('ed25519');
  const message = Buffer.alloc(130, 'x');
  const from = performance.now();
  for (let signature = 0; signature < 5000; signature++) sign(null, message, privateKey);
  return (performance.now() - from) / 5;
}

async function measure(core: string | null): Promise<void> {
  const build = fileURLToPath(new URL('../build', import.meta.url));
  mkdirSync(build, { recursive: true });
  const folder = mkdtempSync(join(build, 'bench-'));
  const bare = await start('bare', folder, core);
  const service = await start('service', join(folder, 'service'), core);
  try {
    console.log(core === null ? 'No core of their own:' : `Both servers on core ${core}:`);
    const micros = signatureCost();
    console.log(`One Ed25519 signature takes ${micros.toFixed(0)} µs.`);
    const urls = { bare: bare.url, service: service.url };
    for (const size of batchSizes) await compare(urls, size, micros);
  } finally {
    for (const { child } of [bare, service]) {
      child.kill();
      await once(child, 'close');
    }
    rmSync(folder, { recursive: true });
  }
}

const [contender, dataFolder] = process.argv.slice(2);
if (contender !== undefined && dataFolder !== undefined) await serve(contender, dataFolder);
else {
  const canPin = existsSync('/usr/bin/taskset') && availableParallelism() > 1;
  await measure(process.argv.includes('--unpinned') || !canPin ? null : '0');
}
