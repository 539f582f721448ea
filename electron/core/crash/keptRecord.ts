import { parseRecord } from '../../../contract/envelope.ts';
import type { TelemetrySchema } from '../../../contract/schema.ts';
import { toHex } from '../records/entry.ts';
import type { Sha256 } from '../ports/crypto.ts';
import type { KeptDump } from '../ports/dumps.ts';
import type { Entry } from '../ports/outbox.ts';

/** A kept dump's record, restored from its line; undefined if the line is not one of ours. */
export function entryOf(
  { line }: KeptDump,
  {
    schema,
    sha256,
    decodeUtf8,
  }: {
    readonly schema: TelemetrySchema;
    readonly sha256: Sha256;
    readonly decodeUtf8: (bytes: Uint8Array) => string;
  },
): Entry | undefined {
  const record = parseRecord(decodeUtf8(line), schema);
  if (!record.ok) return undefined;
  const { id, category, surface, name, at } = record.value;
  return { id, category, surface, name, at: Date.parse(at), line, digest: toHex(sha256(line)) };
}
