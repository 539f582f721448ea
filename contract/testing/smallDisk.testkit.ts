import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A real disk of a few megabytes. */
export interface SmallDisk {
  readonly path: string;
  /** Until not one more byte fits. */
  readonly fill: () => void;
  /** Takes away what filled it. */
  readonly makeRoom: () => void;
  readonly unmount: () => void;
}

/** Mounts one, which only root can; undefined for anyone else. */
export function mountSmallDisk(): SmallDisk | undefined {
  const path = mkdtempSync(join(tmpdir(), 'candor-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=6m', 'tmpfs', path], { stdio: 'ignore' });
  } catch {
    rmSync(path, { recursive: true });
    return undefined;
  }
  const filler = join(path, 'filler');
  return {
    path,
    fill() {
      for (const size of [65_536, 4096, 1])
        for (;;)
          try {
            appendFileSync(filler, Buffer.alloc(size));
          } catch {
            break;
          }
    },
    makeRoom: () => {
      rmSync(filler);
    },
    unmount() {
      // Lazily, since a start that failed can have left a file open.
      execFileSync('umount', ['-l', path]);
      rmSync(path, { recursive: true });
    },
  };
}
