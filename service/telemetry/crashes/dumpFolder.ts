import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { done, failed, type Outcome } from '../../shared/outcome.ts';

/** A dump that has arrived, complete and on disk, but without its final name yet. */
export interface ArrivedDump {
  readonly path: string;
  /** SHA-256, in hex. */
  readonly digest: string;
  readonly bytes: number;
}

/** Why a dump is not kept. */
export interface NoDump {
  readonly said: string;
  readonly isTooLarge: boolean;
}

/** The memory dumps on disk, each named by its digest, readable by the service's user alone. */
export interface DumpFolder {
  /**
   * Writes a dump as it arrives, never holding it all in memory. Anything but a minidump is read to its end and not
   * kept.
   * @param most the most bytes of it; a larger one is not kept either.
   */
  readonly receive: (stream: Readable, most: number) => Promise<Outcome<ArrivedDump, NoDump>>;
  readonly keep: (dump: ArrivedDump) => void;
  readonly discard: (dump: ArrivedDump) => void;
  readonly pathOf: (digest: string) => string;
  /** Deletes every dump that nothing refers to, and those whose arrival was cut off. */
  readonly sweep: (isKept: (digest: string) => boolean) => void;
}

/** MINIDUMP_HEADER.Signature (Microsoft's minidumpapiset.h). */
const MAGIC = Buffer.from('MDMP');
const DUMP = '.dmp';
const ARRIVING = '.arriving';

/** Passes a dump's bytes on, and nothing more after the first wrong one. */
function createCheck(most: number) {
  const hash = createHash('sha256');
  let bytes = 0;
  let isDump = true;
  const transform = new Transform({
    transform(chunk: Buffer, _encoding, next) {
      const rest = MAGIC.subarray(bytes, bytes + chunk.length);
      isDump &&= chunk.subarray(0, rest.length).equals(rest);
      bytes += chunk.length;
      hash.update(chunk);
      if (isDump && bytes <= most) next(null, chunk);
      else next();
    },
  });
  return {
    transform,
    result: (): Outcome<Pick<ArrivedDump, 'bytes' | 'digest'>, NoDump> => {
      if (bytes > most) {
        const said = `the dump is larger than ${most} bytes, which is the most`;
        return failed({ said, isTooLarge: true });
      }
      if (isDump && bytes >= MAGIC.length) return done({ digest: hash.digest('hex'), bytes });
      const said = 'the dump is not a minidump: it does not begin with MDMP';
      return failed({ said, isTooLarge: false });
    },
  };
}

export function openDumpFolder(path: string): DumpFolder {
  const pathOf = (digest: string) => join(path, `${digest}${DUMP}`);
  /** Those that are arriving now, which a sweep leaves alone. */
  const arriving = new Set<string>();
  const discard = (arrived: string) => {
    rmSync(arrived, { force: true });
    arriving.delete(arrived);
  };

  return {
    async receive(stream, most) {
      mkdirSync(path, { recursive: true, mode: 0o700 });
      const arrived = join(path, `${randomUUID()}${ARRIVING}`);
      arriving.add(arrived);
      const { transform, result } = createCheck(most);
      try {
        const file = createWriteStream(arrived, { flags: 'wx', mode: 0o600, flush: true });
        await pipeline(stream, transform, file);
        const checked = result();
        if (checked.ok) return done({ path: arrived, ...checked.value });
        discard(arrived);
        return checked;
      } catch (error) {
        discard(arrived);
        throw error;
      }
    },
    keep(dump) {
      renameSync(dump.path, pathOf(dump.digest));
      arriving.delete(dump.path);
    },
    discard: (dump) => {
      discard(dump.path);
    },
    pathOf,
    sweep(isKept) {
      for (const name of existsSync(path) ? readdirSync(path) : []) {
        const file = join(path, name);
        const isOver = name.endsWith(DUMP)
          ? !isKept(name.slice(0, -DUMP.length))
          : !arriving.has(file);
        if (isOver) rmSync(file, { force: true, recursive: true });
      }
    },
  };
}
