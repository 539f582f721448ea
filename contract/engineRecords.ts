import type { engineCatalogue } from './engineCatalogue.ts';
import {
  shapesOf,
  type ConsentText,
  type DataCatalogue,
  type FieldsIn,
  type RecordNameIn,
  type Shape,
} from './schema.ts';

const shape = shapesOf<typeof engineCatalogue>();

/** The state of the device and the product when something failed. */
export const condition = [
  'uptime',
  'memory',
  'eventLoopDelay',
  'architecture',
  'processorCores',
  'deviceMemory',
] as const;

/** The records that the engine itself makes. */
export const engineRecords = {
  /** One a day, and one after each update; a product adds its own census counters. */
  snapshot: shape(
    'census',
    ['appName', 'deviceModel', 'osName', 'osVersion', 'userLanguage', 'userId', 'deviceId'],
    [],
  ),
  /** What one day's counters have counted since they were last sent; a product adds its own. */
  day: shape(
    'usage',
    ['day'],
    ['firstOfDay', 'osName', 'federationPartner', 'sessions', 'crashes', 'hangs', 'recordsDropped'],
  ),
  /** One uncaught exception. */
  exception: shape(
    'error',
    ['userId', 'processType', 'exceptionType', 'exceptionMessage', 'exceptionStack', 'fingerprint'],
    ['errorCode', 'errorLog', ...condition],
  ),
  /** A process that crashed or hung, or a session that ended unexpectedly. */
  crash: shape(
    'error',
    ['userId', 'processType', 'incident'],
    [
      'crashReason',
      'exitCode',
      'exceptionKind',
      'crashedModule',
      'moduleOffset',
      'threadCount',
      'electronVersion',
      'chromiumVersion',
      'dumpSize',
      'dumpDigest',
      'errorLog',
      ...condition,
    ],
  ),
  /** What a person wrote under Help > Report a problem. */
  problem: shape(
    'error',
    ['userId', 'problemText'],
    ['electronVersion', 'chromiumVersion', 'errorLog', ...condition],
  ),
  /** How often exceptions that were already reported occurred again. */
  repeats: shape('error', ['fingerprint', 'occurrences'], []),
} as const;

/** The engine's own part of every product's schema. */
export interface EngineSchema {
  readonly catalogue: typeof engineCatalogue;
  readonly records: typeof engineRecords;
  readonly consentText: ConsentText;
}

export type EngineRecordName = RecordNameIn<EngineSchema>;
/** The fields of a record that the engine makes. */
export type EngineFields<N extends EngineRecordName> = FieldsIn<EngineSchema, N>;

type Extended<C extends Shape['category']> = Shape & { readonly category: C };

/** What a product's schema contains at least, so that the engine's records fit it. */
export interface ProductSchema {
  readonly catalogue: DataCatalogue & typeof engineCatalogue;
  readonly records: Readonly<Record<string, Shape>> &
    Omit<typeof engineRecords, 'snapshot' | 'day'> & {
      readonly snapshot: Extended<'census'>;
      readonly day: Extended<'usage'>;
    };
  readonly consentText: ConsentText;
}
