import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import type { Log } from '../../shared/outcome.ts';

/** Disk space that is kept free for erasing, which needs some itself. */
export interface Reserve {
  readonly release: () => void;
  readonly refill: () => void;
}

export const noReserve: Reserve = { release: () => undefined, refill: () => undefined };

// Random, since compressible data take less space than they seem to; not ASCII, so that it can't be anyone's text.
const filling = Buffer.from(randomBytes(64 * 1024).map((byte) => byte | 0x80));

function fill(path: string, bytes: number): void {
  const file = openSync(path, 'w', 0o600);
  try {
    for (let written = 0; written < bytes;)
      written += writeSync(file, filling, 0, Math.min(filling.length, bytes - written));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;

/** Keeps a file whose purpose is to be deleted when the disk is full. */
export function openReserve(
  path: string,
  { bytes, log }: { readonly bytes: number; readonly log: Log },
): Reserve {
  const refill = (): void => {
    if (sizeOf(path) === bytes) return;
    try {
      fill(path, bytes);
    } catch {
      log((t) => t('serviceCommand.noReserve', { path }));
    }
  };
  refill();
  return {
    release: () => {
      rmSync(path, { force: true });
    },
    refill,
  };
}
