import { engineCatalogue } from '../../../contract/engineCatalogue.ts';
import type { EngineFields } from '../../../contract/engineRecords.ts';
import { scrubbedLog } from '../records/logExcerpt.ts';
import type { Minidump } from '../minidump/readMinidump.ts';
import type { Condition, Versions } from '../ports/system.ts';

type CrashFields = EngineFields<'crash'>;
export type ProcessType = CrashFields['processType'];

/** What is known about a crash or a hang before its dump is read. */
export interface Incident extends Pick<CrashFields, 'processType' | 'incident' | 'crashReason'> {
  readonly exitCode?: number;
}

/** The circumstances when it happened; less is known about an earlier session's end. */
export interface Circumstances {
  readonly log: string;
  readonly condition: Partial<Condition>;
}

const { error: data } = engineCatalogue;

/** Chromium's names for processes (content/public/common/content_switches.cc), which Crashpad writes into dumps. */
const processTypes: Readonly<Record<string, ProcessType>> = {
  browser: 'main',
  renderer: 'renderer',
  'gpu-process': 'gpu',
  utility: 'utility',
};

/** The process that a dump is of; undefined if the dump does not say. */
export const processTypeOf = ({ processType }: Minidump): ProcessType | undefined =>
  processType === undefined ? undefined : (processTypes[processType] ?? 'other');

/**
 * Whether a dump can be from a process of this type. Utility processes, the network's among them, differ by their
 * service alone.
 */
export function fits(dump: Minidump, processType: ProcessType): boolean {
  const found = processTypeOf(dump);
  return (
    found === undefined ||
    found === processType ||
    (found === 'utility' && processType === 'network')
  );
}

/** Composes the record of a crash; texts go through the scrubber. */
export function crashFields(parts: {
  userId: string;
  incident: Incident;
  circumstances: Circumstances;
  versions: Versions;
  dump: { readonly read: Minidump; readonly size: number; readonly digest?: string } | undefined;
  scrub: (text: string) => string;
}): CrashFields {
  const { incident, dump, scrub, circumstances, versions } = parts;
  const { exitCode, ...known } = incident;
  const fit = (field: 'crashedModule' | 'exceptionKind', text: string | undefined) =>
    text === undefined ? {} : { [field]: scrub(text).slice(0, data[field].maxLength) };
  const read = dump?.read;
  return {
    userId: parts.userId.slice(0, data.userId.maxLength),
    ...known,
    ...(exitCode === undefined ? {} : { exitCode: String(exitCode) }),
    ...fit('exceptionKind', read?.exceptionKind),
    ...fit('crashedModule', read?.crashedModule),
    ...(read?.moduleOffset === undefined ? {} : { moduleOffset: read.moduleOffset }),
    ...(read?.threadCount === undefined ? {} : { threadCount: read.threadCount }),
    ...versions,
    ...(dump === undefined ? {} : { dumpSize: dump.size }),
    ...(dump?.digest === undefined ? {} : { dumpDigest: dump.digest }),
    errorLog: scrubbedLog(circumstances.log, scrub),
    ...circumstances.condition,
  };
}
