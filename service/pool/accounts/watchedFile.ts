import { statSync } from 'node:fs';
import { codeOf } from '../../shared/outcome.ts';
import { readOrMake } from '../../shared/ownerFile.ts';

const POLL_INTERVAL_MS = 250;
/** An editor that empties a file before writing it takes less. */
const SETTLING_MS = 2000;

/** Changes whenever the file does: its content, place or permissions. */
export function stampOf(path: string): string {
  try {
    const { ino, size, mtimeNs, ctimeNs } = statSync(path, { bigint: true });
    return [ino, size, mtimeNs, ctimeNs].join(' ');
  } catch (error) {
    return codeOf(error);
  }
}

/**
 * Reports each change since the stamp was taken, by polling, which notices every way in which a file can change.
 * @returns a function that ends it.
 */
export function follow(path: string, since: string, onChange: () => void): () => void {
  let seen = since;
  const timer = setInterval(() => {
    const now = stampOf(path);
    if (now === seen) return;
    seen = now;
    onChange();
  }, POLL_INTERVAL_MS);
  timer.unref();
  return () => {
    clearInterval(timer);
  };
}

export function isWhole(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    // Half written, or a mistake: the next moment will tell.
    return false;
  }
}

/**
 * Reads the file, and makes it if there is none. One that may be half written is read again for a moment, before anyone
 * is served.
 */
export function readWhole(path: string, make: () => string): string {
  const pause = new Int32Array(new SharedArrayBuffer(4));
  for (let waited = 0; ; waited += POLL_INTERVAL_MS) {
    const text = readOrMake(path, make);
    if (isWhole(text) || waited >= SETTLING_MS) return text;
    Atomics.wait(pause, 0, 0, POLL_INTERVAL_MS);
  }
}

/** A time during which it is not known whether a file is half written. */
export interface Moment {
  readonly isOn: () => boolean;
  /** @param onOver called if nothing ends it before. */
  readonly begin: (onOver: () => void) => void;
  readonly end: () => void;
  /** Resolves once it is over. */
  readonly over: () => Promise<void>;
}

export function createMoment(): Moment {
  let timer: NodeJS.Timeout | undefined;
  let waiting: (() => void)[] = [];
  return {
    isOn: () => timer !== undefined,
    begin(onOver) {
      timer = setTimeout(onOver, SETTLING_MS).unref();
    },
    end() {
      clearTimeout(timer);
      timer = undefined;
      for (const go of waiting) go();
      waiting = [];
    },
    over: () => (timer ? new Promise((resolve) => void waiting.push(resolve)) : Promise.resolve()),
  };
}
