import { isUtf8 } from 'node:buffer';
import type { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import { parseHeader, type Header } from '../contract/envelope.ts';
import { readLine, type Candidate, type Read } from './body.ts';
import type { ArrivedDump, DumpFolder } from './dumpFolder.ts';
import type { Limits } from './limits.ts';

/** A crash's record with the dump that it names. */
export interface CrashBody {
  readonly header: Header;
  readonly candidate: Candidate;
  readonly dump: ArrivedDump;
}

/** The application's version is unknown where no header comes with a record that is not stored yet. */
const noHeader: Header = { schema: 1, app: { name: 'Candor', version: '0.0.0' }, sentAt: '' };

const unusable = (status: 400 | 413, problem: string) => ({ ok: false, status, problem }) as const;

/** Reads a small part whole; nothing where it is longer than it may be. */
async function readText(stream: Readable, longest: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length <= longest) chunks.push(chunk);
  }
  return length <= longest ? Buffer.concat(chunks) : undefined;
}

interface Parts {
  header?: Buffer | undefined;
  record?: Buffer | undefined;
  dump?: Awaited<ReturnType<DumpFolder['receive']>>;
  tooLarge: boolean;
}

/** Fills in the parts as they arrive, so that what has arrived is known even where the rest does not. */
async function readParts(
  parts: Parts,
  request: FastifyRequest,
  dumps: DumpFolder,
  limits: Limits,
): Promise<void> {
  const bounds = { fileSize: limits.dumpBytes, files: 3, parts: 3 };
  for await (const part of request.parts({ limits: bounds })) {
    if (part.type !== 'file') continue;
    const { fieldname, file } = part;
    if (fieldname === 'dump' && !parts.dump) {
      parts.dump = await dumps.receive(file);
      parts.tooLarge = file.truncated;
    } else if (fieldname === 'record' || fieldname === 'header') {
      parts[fieldname] = await readText(file, limits.lineBytes);
    } else {
      file.resume();
    }
  }
}

function judge({ header, record, dump, tooLarge }: Parts, limits: Limits): Read<CrashBody> {
  if (tooLarge)
    return unusable(413, `the dump is larger than ${limits.dumpBytes} bytes, which is the most`);
  if (!record || !dump)
    return unusable(400, 'the body needs a part "record" of at most one line, and a part "dump"');
  if (!dump.ok) return unusable(400, dump.problem);
  const parsed = header && isUtf8(header) ? parseHeader(header.toString('utf8')) : undefined;
  if (header && !parsed?.ok) return unusable(400, 'the part "header" is not a header');
  const candidate = readLine(record, 2, limits.lineBytes);
  if (!('record' in candidate))
    return unusable(400, `the part "record" is no record: ${candidate.reason}`);
  const { name, fields } = candidate.record;
  if (name !== 'crash') return unusable(400, `the record is not a crash: ${name}`);
  if (fields['dumpDigest'] !== dump.value.digest)
    return unusable(400, 'dumpDigest: not the SHA-256 of the dump that came with it');
  return {
    ok: true,
    value: { header: parsed?.ok ? parsed.value : noHeader, candidate, dump: dump.value },
  };
}

/**
 * Reads the parts of `POST /v1/crashes`: `record`, the line whose digest the receipt covers; `dump`, which goes
 * to disk as it arrives; and, if the client sends it, `header`, which is a request's first line elsewhere.
 */
export async function readCrash(
  request: FastifyRequest,
  dumps: DumpFolder,
  limits: Limits,
): Promise<Read<CrashBody>> {
  const parts: Parts = { tooLarge: false };
  let isUsable = false;
  try {
    await readParts(parts, request, dumps, limits);
    const body = judge(parts, limits);
    isUsable = body.ok;
    return body;
  } finally {
    if (!isUsable && parts.dump?.ok) dumps.discard(parts.dump.value);
  }
}
