import { Worker } from 'node:worker_threads';
import type { Read } from './body.ts';
import type { Door } from './door.ts';
import type { Limits } from '../limits.ts';
import { prepareBatch, type PreparedBatch } from './prepare.ts';
import type { ThreadData } from './prepareThread.ts';
import { createRehash } from './rehash.ts';
import type { Pepper } from '../secrets.ts';
import { createTurns } from './turns.ts';

export interface Preparer {
  /** Prepares a request's unpacked body without blocking the rest of the service. */
  readonly prepare: (body: Buffer) => Promise<Read<PreparedBatch>>;
  readonly close: () => Promise<void>;
}

type PreparerLimits = Pick<
  Limits,
  'lineBytes' | 'records' | 'inlineBytes' | 'largeWaiting' | 'largeMs'
>;

interface Job {
  readonly body: Buffer;
  readonly resolve: (read: Read<PreparedBatch>) => void;
  readonly reject: (error: Error) => void;
}

const busy = {
  ok: false,
  status: 503,
  problem: 'the service has too much to do now: try again later',
} as const;

const tooMuchWork = {
  ok: false,
  status: 413,
  problem: 'the records take too much work: send fewer at once',
} as const;

/** Prepares bodies in another thread, one at a time. */
function createThread(data: ThreadData, { largeWaiting, largeMs }: PreparerLimits) {
  const waiting: Job[] = [];
  let worker: Worker | undefined;
  let current: Job | undefined;
  let impatience: NodeJS.Timeout | undefined;

  const settle = (how: (job: Job) => void): void => {
    clearTimeout(impatience);
    const job = current;
    current = undefined;
    if (job) how(job);
    next();
  };
  const end = (): Promise<unknown> | undefined => {
    const ended = worker?.removeAllListeners().terminate();
    worker = undefined;
    return ended;
  };
  const start = (): Worker => {
    const thread = new Worker(new URL('./prepareThread.ts', import.meta.url), { workerData: data });
    thread.on('message', (read: Read<PreparedBatch>) => {
      settle(({ resolve }) => {
        resolve(read);
      });
    });
    thread.on('error', (error) => {
      void end();
      settle(({ reject }) => {
        reject(error instanceof Error ? error : new Error(String(error)));
      });
    });
    // It does not keep the process alive by itself.
    thread.unref();
    return thread;
  };
  function next(): void {
    if (current) return;
    current = waiting.shift();
    if (!current) return;
    worker ??= start();
    worker.postMessage(current.body);
    impatience = setTimeout(() => {
      void end();
      settle(({ resolve }) => {
        resolve(tooMuchWork);
      });
    }, largeMs);
  }

  return {
    prepare: (body: Buffer): Promise<Read<PreparedBatch>> => {
      if (waiting.length >= largeWaiting) return Promise.resolve(busy);
      return new Promise((resolve, reject) => {
        waiting.push({ body, resolve, reject });
        next();
      });
    },
    close: async (): Promise<void> => {
      for (const { resolve } of waiting.splice(0)) resolve(busy);
      clearTimeout(impatience);
      await end();
      current?.resolve(busy);
      current = undefined;
    },
  };
}

/** Small bodies are prepared between other requests, and large ones in a thread of their own. */
export function createPreparer(
  pepper: Pepper,
  limits: PreparerLimits,
  door: Pick<Door, 'thenRun'>,
): Preparer {
  const rehash = createRehash(pepper);
  const turns = createTurns(door);
  const { lineBytes, records } = limits;
  const thread = createThread({ pepper, limits: { lineBytes, records } }, limits);
  return {
    prepare: (body) =>
      body.length <= limits.inlineBytes
        ? turns.run(() => prepareBatch(body, { rehash, limits }))
        : thread.prepare(body),
    close: thread.close,
  };
}
