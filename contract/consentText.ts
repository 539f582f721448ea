import type { catalogue } from './catalogue.ts';

/** What a person agrees to who turns error reports on: a wording, and every datum that it speaks of. */
export interface ConsentText {
  /** Grows by one with each release whose list of fields is another. */
  readonly version: number;
  /** The names of the error data that it covers. */
  readonly fields: readonly string[];
}

/** The wording in force. A test holds its list to the catalogue; CONTRIBUTING says when its version grows. */
export const consentText: ConsentText = {
  version: 1,
  fields: [
    'messageDirection',
    'conversationState',
    'conversationThreadId',
    'userId',
    'sipUri',
    'ipAddress',
    'errorCode',
    'processType',
    'exceptionType',
    'exceptionMessage',
    'exceptionStack',
    'errorLog',
    'incident',
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
    'problemText',
    'fingerprint',
    'occurrences',
    'uptime',
    'memory',
    'eventLoopDelay',
    'architecture',
    'processorCores',
    'deviceMemory',
    'roundTrip',
    'jitter',
    'packetLoss',
  ] satisfies readonly (keyof typeof catalogue.error)[],
};
