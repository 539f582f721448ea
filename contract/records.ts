import { catalogue } from './catalogue.ts';
import { consentText } from './consentText.ts';
import type { ProductSchema } from './engineRecords.ts';
import { recordShapes } from './recordShapes.ts';
import type { FieldsIn, RecordNameIn } from './schema.ts';

/** Everything that Candor declares about the data it collects; its engine, service and windows obey it. */
export const candorSchema = {
  catalogue,
  records: recordShapes,
  consentText,
} as const satisfies ProductSchema;
export type CandorSchema = typeof candorSchema;

export type RecordName = RecordNameIn<CandorSchema>;
/** The fields of one of Candor's records, by its name. */
export type Fields<N extends RecordName> = FieldsIn<CandorSchema, N>;

export const isRecordName = (name: string): name is RecordName => Object.hasOwn(recordShapes, name);
