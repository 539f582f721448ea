import type { Header, Rejection, TelemetryRecord } from '../../../contract/envelope.ts';
import { readBatch, type Read } from './body.ts';
import type { Limits } from '../limits.ts';
import { typedFieldsOf, type TypedFields } from '../insights/typedFields.ts';
import type { Rehash } from './rehash.ts';

/** A record as it is to be stored, except for what the service's other secrets add to it. */
export interface PreparedRecord {
  /** The line's number in the request. */
  readonly line: number;
  readonly record: Omit<TelemetryRecord, 'fields'>;
  /** After the second hash, as JSON. */
  readonly fields: string;
  readonly typed: TypedFields;
  /** The pepper that hashed some field; null if there was nothing to hash. */
  readonly pepperId: string | null;
  /** SHA-256, in hex, of the line's bytes. */
  readonly digest: string;
}

export interface PreparedBatch {
  readonly header: Header;
  readonly records: readonly PreparedRecord[];
  readonly rejected: readonly Rejection[];
}

export type ReadingLimits = Pick<Limits, 'lineBytes' | 'records'>;

/** Reads a request's unpacked body, and hashes it again: all of a request's CPU-bound work. */
export function prepareBatch(
  body: Buffer,
  { rehash, limits }: { readonly rehash: Rehash; readonly limits: ReadingLimits },
): Read<PreparedBatch> {
  const batch = readBatch(body, limits);
  if (!batch.ok) return batch;
  const { header, candidates, rejected } = batch.value;
  const records = candidates.map(({ line, digest, record: { fields: sent, ...record } }) => {
    const { fields, pepperId } = rehash(record.category, sent);
    const typed = typedFieldsOf(record.category, record.name, fields);
    return { line, digest, record, fields: JSON.stringify(fields), typed, pepperId };
  });
  return { ok: true, value: { header, records, rejected } };
}
