import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { parseHeader } from '../../../contract/envelope.ts';
import { readLine, type Candidate } from '../ingest/body.ts';
import type { ArrivedDump, DumpFolder } from './dumpFolder.ts';
import { formParts, type FormPart } from './formParts.ts';
import type { Limits } from '../limits.ts';
import { codeOf } from '../../shared/outcome.ts';
import type { Upload } from './uploadSlots.ts';

/** A crash's record with the dump that it names. */
export interface CrashBody {
  readonly candidate: Candidate;
  readonly dump: ArrivedDump;
}

/** Why a dump is not taken. */
export interface DumpRefusal {
  readonly status: 400 | 409 | 413 | 422 | 429 | 503;
  readonly problem: string;
  /** In seconds. */
  readonly retryAfter?: number;
  /** The rest of the request is not waited for. */
  readonly isBrokenOff?: boolean;
}

/** Decides whether the dump of this record, of so many bytes, is taken now; asked before the dump is read. */
export type Admit = (
  candidate: Candidate,
  bytes: number,
  upload: Pick<Upload, 'arrived' | 'evict'>,
) => DumpRefusal | undefined;

type ReadCrash =
  | { readonly ok: true; readonly value: CrashBody }
  | { readonly ok: false; readonly refusal: DumpRefusal };

interface Parts {
  header?: Buffer;
  record?: Buffer;
  candidate?: Candidate;
  dump?: ArrivedDump;
  refusal?: DumpRefusal;
}

interface Ports {
  readonly dumps: DumpFolder;
  readonly limits: Limits;
  readonly admit: Admit;
}

const bad = (problem: string): DumpRefusal => ({ status: 400, problem });

const tooSlow: DumpRefusal = {
  status: 503,
  problem: 'the dump came too slowly, and had to make room: try again later',
  retryAfter: 30,
  isBrokenOff: true,
};

/** Reads a small part whole; undefined, without reading on, if it is longer than allowed. */
async function readText(stream: Readable, longest: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > longest) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function readRecord(record: Buffer, limits: Limits): Candidate | DumpRefusal {
  const candidate = readLine(record, 2, limits.lineBytes);
  if (!('record' in candidate)) return bad(`the part "record" is no record: ${candidate.reason}`);
  const { name, fields } = candidate.record;
  if (name !== 'crash') return bad(`the record is not a crash: ${name}`);
  if (fields['dumpDigest'] === undefined)
    return bad('dumpDigest: the record names no dump that could come with it');
  return candidate;
}

async function takeText(
  parts: Parts,
  name: 'header' | 'record',
  file: Readable,
  limits: Limits,
): Promise<DumpRefusal | undefined> {
  const text = await readText(file, limits.lineBytes);
  if (parts[name]) return bad(`the part "${name}" comes twice`);
  if (!text) return bad(`the part "${name}" is longer than ${limits.lineBytes} bytes`);
  parts[name] = text;
  if (name === 'header')
    return isUtf8(text) && parseHeader(text.toString('utf8')).ok
      ? undefined
      : bad('the part "header" is not a header');
  const read = readRecord(text, limits);
  if (!('record' in read)) return read;
  parts.candidate = read;
  return undefined;
}

async function takeDump(
  parts: Parts,
  file: FormPart['content'],
  { dumps, limits, admit }: Ports,
): Promise<DumpRefusal | undefined> {
  if (parts.dump) return bad('the part "dump" comes twice');
  const { candidate } = parts;
  if (!candidate) return bad('the part "dump" comes after a part "record" of at most one line');
  const told = candidate.record.fields['dumpSize'];
  const size = typeof told === 'number' ? told : limits.dumpBytes;
  const refusal = admit(candidate, Math.min(size, limits.dumpBytes), {
    arrived: () => file.bytesRead,
    evict: () => {
      parts.refusal = tooSlow;
      file.destroy();
    },
  });
  if (refusal) return refusal;
  const received = await dumps.receive(file, limits.dumpBytes);
  if (!received.ok)
    return { status: received.problem.isTooLarge ? 413 : 400, problem: received.problem.said };
  parts.dump = received.value;
  if (candidate.record.fields['dumpDigest'] !== received.value.digest)
    return bad('dumpDigest: not the SHA-256 of the dump that came with it');
  if (typeof told === 'number' && told !== received.value.bytes)
    return bad('dumpSize: not the size of the dump that came with it');
  return undefined;
}

async function takePart(
  parts: Parts,
  { name, content }: FormPart,
  ports: Ports,
): Promise<DumpRefusal | undefined> {
  if (name === 'header' || name === 'record') return takeText(parts, name, content, ports.limits);
  if (name === 'dump') return takeDump(parts, content, ports);
  const longest = ports.limits.lineBytes;
  if (await readText(content, longest)) return undefined;
  return bad(`a part that is none of ours is longer than ${longest} bytes`);
}

async function readParts(parts: Parts, request: IncomingMessage, ports: Ports): Promise<void> {
  const limits = { partBytes: ports.limits.dumpBytes + 1, parts: 4 };
  for await (const part of formParts(request, limits)) {
    const refusal = await takePart(parts, part, ports);
    if (refusal) parts.refusal ??= refusal;
    if (parts.refusal) return;
  }
}

/** Whether the form itself, or its end, can't be read; errors of the system and of SQLite are the service's own. */
const isUnreadableForm = (error: unknown): boolean =>
  error instanceof Error &&
  !('errcode' in error) &&
  (!('syscall' in error) || codeOf(error) === 'ECONNRESET');

/**
 * Reads the parts of `POST /v1/crashes`: `record`, the line whose digest the receipt covers, then `dump`, which is
 * written to disk as it arrives, and optionally `header`, which elsewhere is a request's first line.
 */
export async function readCrash(request: IncomingMessage, ports: Ports): Promise<ReadCrash> {
  const parts: Parts = {};
  let isUsable = false;
  try {
    await readParts(parts, request, ports);
    const { candidate, dump, refusal } = parts;
    if (refusal) return { ok: false, refusal };
    if (!candidate || !dump)
      return {
        ok: false,
        refusal: bad('the body needs a part "record" of at most one line, and then a part "dump"'),
      };
    isUsable = true;
    return { ok: true, value: { candidate, dump } };
  } catch (error) {
    if (!isUnreadableForm(error)) throw error;
    const problem = 'the body is no multipart/form-data that can be read, or ended before its end';
    return { ok: false, refusal: parts.refusal ?? bad(problem) };
  } finally {
    if (!isUsable && parts.dump) ports.dumps.discard(parts.dump);
  }
}
