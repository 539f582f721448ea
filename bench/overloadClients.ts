/* The clients of overload.ts, in a process of their own, so that what they take of a processor is not the service's event loop. */
import { connect, type Socket } from 'node:net';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { headerLine, recordLine } from '../service/telemetry/testing/records.ts';

export const RECORDS = 20;

/** What the clients are asked to do; they answer with a {@link Round}. */
export interface Task {
  readonly port: number;
  readonly forMs: number;
  /** So many clients, each of which waits for its answer before it posts again; or so many requests a second, whatever has been answered. */
  readonly clients?: number;
  readonly perSecond?: number;
}

export interface Round {
  /** Requests that were written, and over how long. */
  readonly offered: number;
  readonly offeredForMs: number;
  /** From a request's first byte, or its connection's beginning, until its answer's end, in milliseconds: of those that were taken, and of those that were told to come later. */
  readonly taken: readonly number[];
  readonly later: readonly number[];
  /** Of `taken`, how many were answered while requests were still offered. */
  readonly takenInTime: number;
  /** Whose connection was refused or ended, or that had another answer. */
  readonly unanswered: number;
  readonly others: number;
  /** The numbers of the requests whose records were acknowledged, for {@link recordIds}. */
  readonly acknowledged: readonly number[];
  readonly healthMs: readonly number[];
  /** By how much the clients’ own event loop was late, which lengthens every time above, in milliseconds. */
  readonly lagMs: { readonly p99: number; readonly max: number };
}

const TICK_MS = 5;
const HEALTH_EVERY_MS = 100;
/** Longer than any answer is waited for. */
const PATIENCE_MS = 15_000;

const recordId = (number: number): string =>
  `0190b6a0-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;

/** The records that the request of this number brought. */
export const recordIds = (number: number): readonly string[] =>
  Array.from({ length: RECORDS }, (_, index) => recordId(number * RECORDS + index));

const BLANK = recordId(0);
const NOBODY = '0'.repeat(64);
const [beforeId = '', afterId = ''] = recordLine('exception', BLANK, { owner: NOBODY }).split(
  BLANK,
);

/** One request of an address and an owner of its own, as from many devices: one owner would have used up its quota. */
function requestOf(number: number): Buffer {
  let body = `${headerLine}\n`;
  const ofOwner = afterId.replace(NOBODY, number.toString(16).padStart(64, '0'));
  for (const id of recordIds(number)) body += `${beforeId}${id}${ofOwner}\n`;
  const address = `10.${String((number >> 16) & 255)}.${String((number >> 8) & 255)}.${String(number & 255)}`;
  const head = `POST /v1/records HTTP/1.1\r\nhost: x\r\nx-forwarded-for: ${address}\r\ncontent-type: application/x-ndjson\r\ncontent-length: ${String(body.length)}\r\n\r\n`;
  return Buffer.from(head + body, 'latin1');
}

const HEALTH = Buffer.from('GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n');

/** Where an answer ends, undefined if it has not yet. */
function endOf(answer: string): number | undefined {
  const head = answer.indexOf('\r\n\r\n');
  if (head === -1) return undefined;
  const length = Number(/\r\ncontent-length: (\d+)/i.exec(answer.slice(0, head))?.[1] ?? 0);
  return answer.length >= head + 4 + length ? head + 4 + length : undefined;
}

/** Sends requests on connections that are kept open, as a proxy does. */
function createConnections(port: number) {
  const idle: Socket[] = [];
  const open = new Set<Socket>();
  const waiting = new WeakMap<Socket, (status: number) => void>();
  const start = (): Socket => {
    const socket = connect(port, '127.0.0.1').setNoDelay();
    open.add(socket);
    let heard = '';
    socket.setEncoding('latin1').on('data', (text: string) => {
      heard += text;
      if (endOf(heard) === undefined) return;
      const status = Number(heard.slice(9, 12));
      const isLast = /\r\nconnection: close/i.test(heard);
      heard = '';
      const settle = waiting.get(socket);
      waiting.delete(socket);
      if (!isLast) idle.push(socket);
      settle?.(status);
    });
    socket
      .on('error', () => undefined)
      .on('close', () => {
        open.delete(socket);
        waiting.get(socket)?.(0);
        waiting.delete(socket);
      });
    return socket;
  };
  return {
    /** @returns the answer's status; 0 if there was none. */
    ask(bytes: Buffer): Promise<number> {
      let socket = idle.pop();
      while (socket && !open.has(socket)) socket = idle.pop();
      const taken = socket ?? start();
      return new Promise((resolve) => {
        waiting.set(taken, resolve);
        taken.write(bytes);
      });
    },
    close() {
      for (const socket of open) socket.destroy();
    },
  };
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

let number = 0;

async function work({ port, forMs, clients, perSecond = 0 }: Task): Promise<Round> {
  const connections = createConnections(port);
  const watcher = createConnections(port);
  const lag = monitorEventLoopDelay({ resolution: 2 });
  lag.enable();
  const [taken, later, healthMs, acknowledged]: [number[], number[], number[], number[]] = [
    ...([[], [], [], []] as [number[], number[], number[], number[]]),
  ];
  let [takenInTime, unanswered, others, offered] = [0, 0, 0, 0];
  const from = performance.now();
  const isOffering = () => performance.now() - from < forMs;

  const post = async (): Promise<void> => {
    const mine = (number += 1);
    offered += 1;
    const bytes = requestOf(mine);
    const sent = performance.now();
    const status = await connections.ask(bytes);
    const ms = performance.now() - sent;
    if (status === 200) {
      taken.push(ms);
      acknowledged.push(mine);
      if (isOffering()) takenInTime += 1;
    } else if (status === 503) later.push(ms);
    else if (status === 0) unanswered += 1;
    else others += 1;
  };
  const watching = setInterval(() => {
    const asked = performance.now();
    void watcher.ask(HEALTH).then((status) => {
      healthMs.push(status === 200 ? performance.now() - asked : Infinity);
    });
  }, HEALTH_EVERY_MS);

  const posts: Promise<void>[] = [];
  if (clients === undefined)
    while (isOffering()) {
      const due = ((performance.now() - from) * perSecond) / 1000;
      while (posts.length < due && isOffering()) posts.push(post());
      await sleep(TICK_MS);
    }
  else
    for (let client = 0; client < clients; client += 1)
      posts.push(
        (async () => {
          while (isOffering()) await post();
        })(),
      );
  if (clients !== undefined) await sleep(forMs);
  const offeredForMs = performance.now() - from;
  await Promise.race([Promise.all(posts), sleep(PATIENCE_MS)]);
  clearInterval(watching);
  lag.disable();
  connections.close();
  watcher.close();
  await Promise.all(posts);
  const lagMs = { p99: lag.percentile(99) / 1e6, max: lag.max / 1e6 };
  const counts = { offered, offeredForMs, takenInTime, unanswered, others };
  return { ...counts, taken, later, acknowledged, healthMs, lagMs };
}

if (import.meta.main)
  process.on('message', (task: Task) => {
    void work(task).then((round) => process.send?.(round));
  });
