import { isUtf8 } from 'node:buffer';
import { hash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import {
  parseHeader,
  parseRecord,
  type Header,
  type Rejection,
  type TelemetryRecord,
} from '../../../contract/envelope.ts';
import { candorSchema } from '../../../contract/records.ts';
import type { Limits } from '../limits.ts';
import { codeOf } from '../../shared/outcome.ts';

const unzip = promisify(gunzip);

/** A record that fits the catalogue, with the line's number and the digest of its bytes. */
export interface Candidate {
  readonly line: number;
  readonly record: TelemetryRecord;
  readonly digest: string;
}

export interface Batch {
  readonly header: Header;
  readonly candidates: readonly Candidate[];
  readonly rejected: readonly Rejection[];
}

export type Read<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly status: 400 | 413 | 415 | 503; readonly problem: string };

const unusable = (status: 400 | 413 | 415, problem: string) =>
  ({ ok: false, status, problem }) as const;

/** Undoes the content encoding, but never beyond the limit. */
export async function unpack(
  body: Buffer,
  encoding: string | undefined,
  { unpackedBytes }: Pick<Limits, 'unpackedBytes'>,
): Promise<Read<Buffer>> {
  if (encoding === undefined || encoding.toLowerCase() === 'identity')
    return { ok: true, value: body };
  if (encoding.toLowerCase() !== 'gzip')
    return unusable(415, 'the content encoding must be gzip, or none');
  try {
    return { ok: true, value: await unzip(body, { maxOutputLength: unpackedBytes }) };
  } catch (error) {
    return codeOf(error) === 'ERR_BUFFER_TOO_LARGE'
      ? unusable(413, `the body holds more than ${unpackedBytes} bytes once unpacked`)
      : unusable(400, 'the body is not whole, valid gzip');
  }
}

/** The body's lines, without their line ends; at most one more than `most`. */
export function linesOf(body: Buffer, most: number): Buffer[] {
  const lines: Buffer[] = [];
  let from = 0;
  while (from < body.length && lines.length <= most) {
    const newline = body.indexOf(10, from);
    const end = newline === -1 ? body.length : newline;
    lines.push(body.subarray(from, end));
    from = end + 1;
  }
  return lines;
}

const uuidV7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

const validId = (id: unknown): string | null =>
  typeof id === 'string' && uuidV7.test(id) ? id : null;

/** The id of a line that is not a valid record, so that its sender can recognise it; null if it has none. */
function idOf(line: Buffer): string | null {
  try {
    const json: unknown = JSON.parse(line.toString('utf8'));
    return typeof json === 'object' && json !== null && 'id' in json ? validId(json.id) : null;
  } catch {
    // Clients write the id first, so it can be read even if the line is not JSON.
    return validId(/^\{"id":"([^"]{36})"/.exec(line.toString('latin1', 0, 64))?.[1]);
  }
}

// The answer's parser takes reasons of up to 512 characters.
const reasonLength = 256;

/** Reads one record's line, which must fit the catalogue. */
export function readLine(bytes: Buffer, line: number, lineBytes: number): Candidate | Rejection {
  const reject = (reason: string): Rejection => ({
    id: idOf(bytes),
    line,
    reason: reason.slice(0, reasonLength),
  });
  if (bytes.length > lineBytes) return reject(`longer than ${lineBytes} bytes`);
  if (!isUtf8(bytes)) return reject('not valid UTF-8');
  const record = parseRecord(bytes.toString('utf8'), candorSchema);
  if (!record.ok) return reject(record.problem);
  if (Number.isNaN(Date.parse(record.value.at))) return reject('at: not an instant');
  return { line, record: record.value, digest: hash('sha256', bytes, 'hex') };
}

/** Reads a request's lines; each is judged by itself, and only a bad header spoils them all. */
export function readBatch(
  body: Buffer,
  limits: Pick<Limits, 'lineBytes' | 'records'>,
): Read<Batch> {
  const [first, ...lines] = linesOf(body, limits.records + 1);
  if (!first) return unusable(400, 'the body is empty: line 1 must be the header');
  if (lines.length > limits.records)
    return unusable(413, `the body holds more than ${limits.records} records`);
  if (first.length > limits.lineBytes || !isUtf8(first))
    return unusable(400, 'line 1 is not a header');
  const header = parseHeader(first.toString('utf8'));
  if (!header.ok)
    return unusable(400, `line 1 is not a header: ${header.problem.slice(0, reasonLength)}`);
  const candidates: Candidate[] = [];
  const rejected: Rejection[] = [];
  lines.forEach((bytes, index) => {
    const read = readLine(bytes, index + 2, limits.lineBytes);
    if ('record' in read) candidates.push(read);
    else rejected.push(read);
  });
  return { ok: true, value: { header: header.value, candidates, rejected } };
}
