import { z } from 'zod';
import { surfaces, type Category, type Surface } from './datum.ts';
import { learnedOpen } from './learnedOpen.ts';
import { retentionDays, type RetentionDays } from './retention.ts';
import { fieldsProblem, shapeIn, type TelemetrySchema } from './schema.ts';

/** Line 1 of a request: the only data that travel besides the records themselves. */
export interface Header {
  readonly schema: 1;
  readonly app: { readonly name: string; readonly version: string };
  /** ISO 8601. */
  readonly sentAt: string;
}

export interface TelemetryRecord {
  /** UUID version 7; the service stores each id once. */
  readonly id: string;
  readonly category: Category;
  readonly surface: Surface;
  readonly name: string;
  /** ISO 8601. */
  readonly at: string;
  /** Error records only: SHA-256, in hex, of the key with which their maker can have them erased. */
  readonly owner?: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** The service's signed confirmation that it stored a record. */
export interface Receipt {
  readonly id: string;
  /** SHA-256, in hex, of the line's exact bytes. */
  readonly digest: string;
  /** ISO 8601, by the service's clock: the start of the hour for error records, of the day for others. */
  readonly receivedAt: string;
  /** Ed25519 over {@link receiptMessage}, in base64. */
  readonly signature: string;
}

export interface Rejection {
  /** The record's id, if the line had one. */
  readonly id: string | null;
  /** The line's number in the request, counted from 1; the header is line 1. */
  readonly line: number;
  readonly reason: string;
}

export type Parsed<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: string };

const instant = z.iso.datetime({ offset: false });
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const uuidV7 = z
  .string()
  .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);

/** The applications that may send; any other text here would be stored beside every record. */
export const appNames = ['Candor'] as const;
/** The form of a version that may be sent. */
export const versionPattern = /^\d{1,4}\.\d{1,4}\.\d{1,4}(-(alpha|beta|rc)\.\d{1,4})?$/;

const headerSchema = z.strictObject({
  schema: z.literal(1),
  app: z.strictObject({
    name: z.enum(appNames),
    version: z.string().regex(versionPattern),
  }),
  sentAt: instant,
});

const recordSchema = z.strictObject({
  id: uuidV7,
  category: z.enum(['census', 'usage', 'error']),
  surface: z.enum(surfaces),
  name: z.string().max(64),
  at: instant,
  owner: sha256.optional(),
  fields: z.record(z.string(), z.unknown()),
});

const LONGEST_REASON = 512;
const reason = z.string().transform((text) => text.slice(0, LONGEST_REASON));

const receiptSchema = z.object({
  id: uuidV7,
  digest: sha256,
  receivedAt: instant,
  signature: z.string().max(128),
});

const answerSchema = z.object({
  receipts: z.array(receiptSchema),
  rejected: z.array(z.object({ id: uuidV7.nullable(), line: z.int().min(2), reason })),
  /** An older service does not send it; a malformed one counts as missing. */
  retention: retentionDays.optional().catch(undefined),
  learned: learnedOpen,
});

export const withdrawalSchema = z.strictObject({ key: z.string().regex(/^[0-9a-f]{64}$/) });

const wrong = (problem: string): { ok: false; problem: string } => ({ ok: false, problem });

function describe(error: z.ZodError): string {
  const issue = error.issues[0];
  if (!issue) return 'not understood';
  const path = issue.path.join('.');
  return path ? `${path}: ${issue.message}` : issue.message;
}

function parseJson(line: string): Parsed<unknown> {
  try {
    return { ok: true, value: JSON.parse(line) };
  } catch {
    return wrong('not valid JSON');
  }
}

export function parseHeader(line: string): Parsed<Header> {
  const json = parseJson(line);
  if (!json.ok) return json;
  const header = headerSchema.safeParse(json.value);
  return header.success ? { ok: true, value: header.data } : wrong(describe(header.error));
}

/** Parses one record's line and checks it against the schema. */
export function parseRecord(line: string, schema: TelemetrySchema): Parsed<TelemetryRecord> {
  const json = parseJson(line);
  if (!json.ok) return json;
  const parsed = recordSchema.safeParse(json.value);
  if (!parsed.success) return wrong(describe(parsed.error));
  const { name, owner, ...record } = parsed.data;
  const shape = shapeIn(schema, name);
  if (!shape) return wrong('name: not in the catalogue');
  if (shape.category !== record.category)
    return wrong(`name: ${name} is not a record of category ${record.category}`);
  if ((record.category === 'error') !== (owner !== undefined))
    return wrong('owner: error records have one, and no others do');
  if (record.category === 'census' && record.surface === 'launcher')
    return wrong('surface: the launcher makes no census records');
  // The fields as they were written: a parsed copy leaves out a key such as `__proto__`.
  const { fields } = json.value as Pick<TelemetryRecord, 'fields'>;
  const problem = fieldsProblem(schema, name, fields);
  if (problem) return wrong(problem);
  return { ok: true, value: { ...record, name, ...(owner === undefined ? {} : { owner }) } };
}

/** Parses the service's answer to `POST /v1/records`. */
export function parseAnswer(text: string): Parsed<{
  readonly receipts: readonly Receipt[];
  readonly rejected: readonly Rejection[];
  readonly retention?: RetentionDays | undefined;
  /** Whether an officer opened to everyone what the service learned. */
  readonly learned?: true | undefined;
}> {
  const json = parseJson(text);
  if (!json.ok) return json;
  const answer = answerSchema.safeParse(json.value);
  return answer.success ? { ok: true, value: answer.data } : wrong(describe(answer.error));
}

/**
 * The service's answer to `POST /v1/crashes`; since the record contains `dumpDigest`, its receipt covers the dump.
 */
export interface CrashAnswer {
  readonly receipt: Receipt;
  /** What it stored: SHA-256 in hex, and the size in bytes. */
  readonly dump: { readonly digest: string; readonly bytes: number };
}

const crashAnswerSchema = z.object({
  receipt: receiptSchema,
  dump: z.object({ digest: sha256, bytes: z.int().min(0) }),
});

export function parseCrashAnswer(text: string): Parsed<CrashAnswer> {
  const json = parseJson(text);
  if (!json.ok) return json;
  const answer = crashAnswerSchema.safeParse(json.value);
  return answer.success ? { ok: true, value: answer.data } : wrong(describe(answer.error));
}

/** What a receipt's signature covers: id, digest and receivedAt, each on a line of its own, as UTF-8. */
export function receiptMessage({ id, digest, receivedAt }: Omit<Receipt, 'signature'>): string {
  return `${id}\n${digest}\n${receivedAt}\n`;
}

/** The service's signed confirmation that it erased what it held of an owner. */
export interface Confirmation {
  /** How many rows it erased. */
  readonly erased: number;
  readonly owner: string;
  /** ISO 8601, by the service's clock. */
  readonly at: string;
  /** Ed25519 over {@link withdrawalMessage}, in base64. */
  readonly signature: string;
}

const confirmationSchema = z.object({
  owner: sha256,
  erased: z.int().min(0),
  at: instant,
  signature: z.string().max(128),
});

/** Parses the service's answer to `POST /v1/withdrawals`. */
export function parseConfirmation(text: string): Parsed<Confirmation> {
  const json = parseJson(text);
  if (!json.ok) return json;
  const answer = confirmationSchema.safeParse(json.value);
  return answer.success ? { ok: true, value: answer.data } : wrong(describe(answer.error));
}

/** What a confirmation's signature covers: the word `withdrawal`, owner, erased and at, each on a line of its own, as UTF-8. */
export function withdrawalMessage({ owner, erased, at }: Omit<Confirmation, 'signature'>): string {
  return `withdrawal\n${owner}\n${erased}\n${at}\n`;
}
