import { v7 } from 'uuid';
import type { Surface } from '../../../contract/datum.ts';
import type { TelemetryRecord } from '../../../contract/envelope.ts';
import {
  fieldsProblem,
  roundedFields,
  shapeIn,
  type TelemetrySchema,
} from '../../../contract/schema.ts';
import type { Random, Sha256 } from '../ports/crypto.ts';
import type { Entry } from '../ports/outbox.ts';

export interface Draft {
  readonly name: string;
  readonly surface: Surface;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly fields: Readonly<Record<string, unknown>>;
}

export type Encoded =
  { readonly ok: true; readonly entry: Entry } | { readonly ok: false; readonly problem: string };

export type Encode = (draft: Draft) => Encoded;

export const toHex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** Turns a draft into the bytes that travel, if it fits the schema. */
export function createEncode(ports: {
  schema: TelemetrySchema;
  random: Random;
  sha256: Sha256;
  /** SHA-256, in hex, of the key with which error records can be erased. */
  owner: () => string;
  encodeUtf8: (text: string) => Uint8Array;
}): Encode {
  const { schema } = ports;
  return ({ name, surface, at, fields: exact }) => {
    const category = shapeIn(schema, name)?.category;
    if (!category) return { ok: false, problem: `there is no record ${JSON.stringify(name)}` };
    const fields = roundedFields(schema, category, exact);
    const problem = fieldsProblem(schema, name, fields);
    if (problem) return { ok: false, problem };
    const id = v7({ msecs: at, random: ports.random.bytes(16) });
    const record: TelemetryRecord = {
      id,
      category,
      surface,
      name,
      at: new Date(at).toISOString(),
      ...(category === 'error' ? { owner: ports.owner() } : {}),
      fields,
    };
    const line = ports.encodeUtf8(JSON.stringify(record));
    const digest = toHex(ports.sha256(line));
    return { ok: true, entry: { id, category, surface, name, at, line, digest } };
  };
}
