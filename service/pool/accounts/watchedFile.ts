import { statSync } from 'node:fs';
import { codeOf } from '../../shared/outcome.ts';
import { readOrMake } from '../../shared/ownerFile.ts';

/** Milliseconds. */
const POLL = 250;
/** Milliseconds: an editor that empties a file before it writes it takes less. */
const SETTLING = 2000;

/** Changes whenever the file does, its content, place or rights. */
export function stampOf(path: string): string {
  try {
    const { ino, size, mtimeNs, ctimeNs } = statSync(path, { bigint: true });
    return [ino, size, mtimeNs, ctimeNs].join(' ');
  } catch (error) {
    return codeOf(error);
  }
}

/**
 * Tells of each change since the stamp was taken, by polling, which sees every way a file can change.
 * @returns what ends it.
 */
export function follow(path: string, since: string, onChange: () => void): () => void {
  let seen = since;
  const timer = setInterval(() => {
    const now = stampOf(path);
    if (now === seen) return;
    seen = now;
    onChange();
  }, POLL);
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
    // Half of a write, or a mistake: the next moment tells.
    return false;
  }
}

/** Reads the file, and makes it where there is none; what may be half of a write is read again for a moment, before anyone is served. */
export function readWhole(path: string, make: () => string): string {
  const pause = new Int32Array(new SharedArrayBuffer(4));
  for (let waited = 0; ; waited += POLL) {
    const text = readOrMake(path, make);
    if (isWhole(text) || waited >= SETTLING) return text;
    Atomics.wait(pause, 0, 0, POLL);
  }
}

/** A time in which it is not known whether a file is half written. */
export interface Moment {
  readonly isOn: () => boolean;
  /** @param onOver is called where nothing ends it before. */
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
      timer = setTimeout(onOver, SETTLING).unref();
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
