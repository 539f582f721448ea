/* The pool's relay of messages against its limit: a WebSocket server that passes frames on unread. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { WebSocketServer } from 'ws';
import { requestLines, signIn } from '../../service/pool/testing/dialog.ts';
import { createRawPhone, type RawPhone } from '../../service/pool/testing/phone.ts';
import { passwords, peopled } from '../../service/pool/testing/startPool.ts';
import { createPool } from '../../service/pool/pool.ts';
import { median } from '../compare.ts';
import { percentile } from '../compare.ts';

const MESSAGES = 20_000;
const ROUND = 1000;
const WARM_UP = 2000;
const TARGET = { latency: 50, growth: 50 };

const alice = 'alice@contoso.com';
const bob = 'bob@contoso.com';
const text = 'Shall we move the review to Thursday, after lunch? 👍';

async function serveBare(): Promise<string> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', handleProtocols: () => 'sip' });
  server.on('connection', (from) => {
    from.on('message', (frame: Buffer) => {
      for (const to of server.clients) if (to !== from) to.send(frame.toString('utf8'));
    });
  });
  await once(server, 'listening');
  return `ws://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

async function servePool(dataFolder: string): Promise<string> {
  // One client alone is to be as fast as it can, which the pool would end as a flood.
  const limits = { perSecond: Number.MAX_SAFE_INTEGER };
  const pool = await createPool({ port: 0, dataFolder, limits });
  pool.change(peopled);
  return pool.url.replace('http', 'ws');
}

/** Tells its address, then its memory whenever it is asked. */
async function serve(contender: string, dataFolder: string): Promise<void> {
  process.send?.(await (contender === 'bare' ? serveBare() : servePool(dataFolder)));
  process.on('message', () => {
    globalThis.gc?.();
    const { heapUsed, external, rss } = process.memoryUsage();
    process.send?.({ held: heapUsed + external, rss });
  });
}

interface Memory {
  readonly held: number;
  readonly rss: number;
}

interface Running {
  readonly child: ChildProcess;
  readonly from: RawPhone;
  readonly to: RawPhone;
}

async function start(contender: string, dataFolder: string): Promise<Running> {
  const child = fork(fileURLToPath(import.meta.url), [contender, dataFolder], {
    execArgv: ['--expose-gc'],
  });
  const [url] = (await once(child, 'message')) as [string];
  const [from, to] = [await createRawPhone(url), await createRawPhone(url)];
  if (contender === 'pool') {
    await signIn(from, alice, passwords[alice]);
    await signIn(to, bob, passwords[bob]);
  }
  return { child, from, to };
}

async function memoryOf({ child }: Running): Promise<Memory> {
  child.send('memory');
  const [memory] = (await once(child, 'message')) as [Memory];
  return memory;
}

const answerTo = (request: string): string[] => [
  'SIP/2.0 200 OK',
  ...request.split('\r\n').filter((line) => /^(via|from|to|call-id|cseq):/i.test(line)),
];

let sent = 0;

/** One message and its answer. @returns milliseconds until the message was at the other side. */
async function exchange({ from, to }: Running): Promise<number> {
  sent += 1;
  const number = String(sent);
  const lines = requestLines({
    method: 'MESSAGE',
    uri: `sip:${bob}`,
    from: `<sip:${alice}>;tag=f`,
    to: `<sip:${bob}>`,
    branch: `m${number}`,
    callId: `c${number}`,
    cseq: 1,
    more: ['Content-Type: text/plain'],
  });
  const began = performance.now();
  from.say(lines, text);
  const request = await to.receive('MESSAGE');
  const took = performance.now() - began;
  to.say(answerTo(request));
  await from.receive('SIP/2.0 200');
  return took;
}

async function play(running: Running, count: number): Promise<number[]> {
  const times: number[] = [];
  for (let message = 0; message < count; message += 1) times.push(await exchange(running));
  return times;
}

const mega = (bytes: number): string => (bytes / 1024 / 1024).toFixed(1);

async function measure(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'candor-bench-pool-'));
  const contenders = [
    await start('pool', join(folder, 'pool')),
    await start('bare', folder),
  ] as const;
  try {
    for (const running of contenders) await play(running, WARM_UP);
    const before = await Promise.all(contenders.map(memoryOf));
    const times: [number[], number[]] = [[], []];
    for (let round = 0; round < MESSAGES / ROUND; round += 1)
      for (const which of [0, 1] as const)
        times[which].push(...(await play(contenders[which], ROUND)));
    const after = await Promise.all(contenders.map(memoryOf));
    const rows = (['pool', 'bare'] as const).map((name, which) => {
      const own = times[which as 0 | 1];
      const [was, is] = [before[which], after[which]];
      return {
        '': name === 'pool' ? 'the pool' : 'bare limit',
        'median ms': median(own).toFixed(3),
        '99 % ms': percentile(own, 0.99).toFixed(3),
        'held, growth MB': mega((is?.held ?? NaN) - (was?.held ?? NaN)),
        'resident, growth MB': mega((is?.rss ?? NaN) - (was?.rss ?? NaN)),
      };
    });
    console.log(`${String(MESSAGES)} messages, each answered before the next, on loopback`);
    console.table(rows);
    const ratio = median(times[0]) / median(times[1]);
    console.log(`pool / bare limit: ${ratio.toFixed(2)} ×`);
    console.log(
      `targets: median under ${String(TARGET.latency)} ms, growth under ${String(TARGET.growth)} MB`,
    );
  } finally {
    for (const { child, from, to } of contenders) {
      from.socket.terminate();
      to.socket.terminate();
      child.kill();
    }
    rmSync(folder, { recursive: true, force: true });
  }
}

const [contender, dataFolder] = process.argv.slice(2);
if (contender !== undefined && dataFolder !== undefined) await serve(contender, dataFolder);
else await measure();
