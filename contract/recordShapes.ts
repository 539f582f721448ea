import type { catalogue } from './catalogue.ts';
import { condition, engineRecords } from './engineRecords.ts';
import { shapesOf } from './schema.ts';

const shape = shapesOf<typeof catalogue>();

/** The state of the device, Candor and the network when something failed. */
const conditionAndQuality = [...condition, 'roundTrip', 'jitter', 'packetLoss'] as const;

const { snapshot, day, exception, crash, problem, repeats } = engineRecords;

/**
 * The records that Candor makes: the engine's, with Candor's counters, and those for failures that only Candor has.
 */
export const recordShapes = {
  snapshot: shape('census', [...snapshot.required, 'signInAttempts', 'signInFailures'], []),
  day: shape('usage', day.required, [
    'imSent',
    'imReceived',
    'callsMade',
    'meetingJoinAttempts',
    'meetingJoinSuccesses',
    'callMinutes',
    'featureUse',
    ...day.optional,
  ]),
  exception,
  crash,
  problem,
  /** One message that could not be sent, or came and could not be accepted. */
  messageFailure: shape(
    'error',
    ['userId', 'messageDirection', 'conversationState', 'conversationThreadId', 'errorCode'],
    conditionAndQuality,
  ),
  /** One call that ended as nobody wanted. */
  callFailure: shape(
    'error',
    ['userId', 'messageDirection', 'conversationState', 'conversationThreadId', 'errorCode'],
    conditionAndQuality,
  ),
  /** One sign-in that failed for another reason than a wrong password. */
  signInFailure: shape('error', ['userId', 'errorCode'], conditionAndQuality),
  /** One meeting that could not be joined or heard; the launcher's page knows no account. */
  meetingFailure: shape('error', ['errorCode'], ['userId', ...conditionAndQuality]),
  /** One loss of the connection to the pool. */
  connectionLoss: shape('error', ['userId', 'errorCode'], conditionAndQuality),
  repeats,
} as const;
