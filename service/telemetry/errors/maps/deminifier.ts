import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Frame } from '../../../../contract/sourceMaps.ts';
import type { StackToRead } from './deminifyProcess.ts';

const reader = fileURLToPath(new URL('./deminifyProcess.ts', import.meta.url));
const MOST_MIB = 768;
const MOST_MS = 20_000;
const MOST_WAITING = 8;

/** Undefined if it takes too long or too much memory, or too many stacks are waiting. */
export type Deminifier = (version: string, stack: string) => Promise<readonly Frame[] | undefined>;

interface Bounds {
  readonly mib: number;
  readonly ms: number;
}

/**
 * Reads a stack in a short-lived process of its own: the service keeps answering requests and holds no map in memory. A
 * thread would not do, since V8 ends the whole process if one thread runs out of memory.
 */
function readApart(data: StackToRead, { mib, ms }: Bounds): Promise<readonly Frame[] | undefined> {
  return new Promise((resolve) => {
    const child = fork(reader, { execArgv: [`--max-old-space-size=${mib}`], stdio: 'ignore' });
    const impatience = setTimeout(() => child.kill('SIGKILL'), ms);
    let frames: readonly Frame[] | undefined;
    child.on('message', (read: readonly Frame[]) => {
      frames = read;
    });
    child.on('error', () => child.kill('SIGKILL'));
    child.on('close', () => {
      clearTimeout(impatience);
      resolve(frames);
    });
    // If the process ends before that, its `close` event reports it.
    child.send(data, () => undefined);
  });
}

/** Reads stacks with the maps in a data folder, one after the other. */
export function createDeminifier(
  dataFolder: string,
  bounds: Bounds = { mib: MOST_MIB, ms: MOST_MS },
): Deminifier {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  return async (version, stack) => {
    if (waiting >= MOST_WAITING) return undefined;
    waiting += 1;
    const read = last.then(() => readApart({ dataFolder, version, stack }, bounds));
    last = read;
    try {
      return await read;
    } finally {
      waiting -= 1;
    }
  };
}
