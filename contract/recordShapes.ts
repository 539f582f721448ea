import type { Category, DatumName } from './catalogue.ts';

export interface Shape {
  readonly category: Category;
  readonly required: readonly string[];
  readonly optional: readonly string[];
}

interface RecordShape<C, R, O> extends Shape {
  readonly category: C & Category;
  readonly required: R & readonly string[];
  readonly optional: O & readonly string[];
}

function shape<
  C extends Category,
  const R extends readonly DatumName<C>[],
  const O extends readonly DatumName<C>[],
>(category: C, required: R, optional: O): RecordShape<C, R, O> {
  return { category, required, optional };
}

/** How the device and Candor fared when something failed. */
const condition = [
  'uptime',
  'memory',
  'eventLoopDelay',
  'architecture',
  'processorCores',
  'deviceMemory',
] as const satisfies readonly DatumName<'error'>[];

export type ConditionField = (typeof condition)[number];

/** And how the network did. */
const conditionAndQuality = [
  ...condition,
  'roundTrip',
  'jitter',
  'packetLoss',
] as const satisfies readonly DatumName<'error'>[];

/** The records Candor makes: which data of one category travel together under one name. */
export const recordShapes = {
  /** One a day, and one after each update. */
  snapshot: shape(
    'census',
    [
      'appName',
      'deviceModel',
      'osName',
      'osVersion',
      'userLanguage',
      'userId',
      'deviceId',
      'signInAttempts',
      'signInFailures',
    ],
    [],
  ),
  /** What one day's counters counted since they last travelled. */
  day: shape(
    'usage',
    ['day'],
    [
      'imSent',
      'imReceived',
      'callsMade',
      'meetingJoinAttempts',
      'meetingJoinSuccesses',
      'callMinutes',
      'federationPartner',
      'featureUse',
      'sessions',
      'crashes',
      'hangs',
      'recordsDropped',
    ],
  ),
  /** One incident: an exception that nothing caught. */
  exception: shape(
    'error',
    ['userId', 'processType', 'exceptionType', 'exceptionMessage', 'exceptionStack', 'fingerprint'],
    ['errorCode', 'errorLog', ...condition],
  ),
  /** A process that crashed or did not answer, or a session that ended without a word. */
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
  /** One message that did not go out, or came and could not be taken. */
  messageFailure: shape(
    'error',
    ['userId', 'messageDirection', 'conversationState', 'conversationThreadId', 'errorCode'],
    conditionAndQuality,
  ),
  /** One call that nobody wanted to end so. */
  callFailure: shape(
    'error',
    ['userId', 'messageDirection', 'conversationState', 'conversationThreadId', 'errorCode'],
    conditionAndQuality,
  ),
  /** One sign-in that failed for another reason than a wrong password. */
  signInFailure: shape('error', ['userId', 'errorCode'], conditionAndQuality),
  /** One meeting that could not be joined or heard; on the launcher's page nobody's account is known. */
  meetingFailure: shape('error', ['errorCode'], ['userId', ...conditionAndQuality]),
  /** One loss of the connection to the pool. */
  connectionLoss: shape('error', ['userId', 'errorCode'], conditionAndQuality),
  /** How often exceptions already reported came again. */
  repeats: shape('error', ['fingerprint', 'occurrences'], []),
} as const;
