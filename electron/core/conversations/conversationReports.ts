import { catalogue, type Surface } from '../../../contract/catalogue.ts';
import type { Fields } from '../../../contract/records.ts';
import type { Collector } from '../telemetry/collector.ts';
import type { Clock, Condition } from '../ports.ts';

/** What the network was like, where something measured it: milliseconds, milliseconds, per cent. */
export interface Quality {
  readonly roundTrip?: number | undefined;
  readonly jitter?: number | undefined;
  readonly packetLoss?: number | undefined;
}

type MessageFailure = Fields<'messageFailure'>;

export interface ConversationReports {
  readonly messageFailure: (
    failure: Pick<
      MessageFailure,
      'messageDirection' | 'conversationState' | 'conversationThreadId' | 'errorCode'
    >,
    quality: Quality,
  ) => void;
  readonly callFailure: ConversationReports['messageFailure'];
  readonly signInFailure: (errorCode: string) => void;
  readonly connectionLoss: (errorCode: string, quality: Quality) => void;
  /** A meeting that could not be joined, or in which somebody can't be heard. */
  readonly meetingFailure: (errorCode: string, quality: Quality) => void;
  /** Begins to count anew how many there may be. */
  readonly forget: () => void;
}

/** A pool that comes and goes must not make a flood: so many of a kind in an hour, and no more. */
const MOST_AN_HOUR = 20;
const HOUR = 3_600_000;

const measured = ({ roundTrip, jitter, packetLoss }: Quality) => ({
  ...(roundTrip === undefined ? {} : { roundTrip }),
  ...(jitter === undefined ? {} : { jitter }),
  ...(packetLoss === undefined ? {} : { packetLoss }),
});

/** Turns what goes wrong between people and their pool into error records; never a word of what they say. */
export function createConversationReports(ports: {
  collector: Collector;
  clock: Clock;
  /** The account in clear text, as of now. */
  userId: () => string;
  condition: () => Condition;
  /** On which surface this process records, as of now. */
  surface: () => Surface;
}): ConversationReports {
  const { collector, clock } = ports;
  const made = new Map<string, readonly number[]>();

  const isOneTooMany = (kind: string): boolean => {
    const now = clock.now();
    const recent = (made.get(kind) ?? []).filter((at) => at <= now && now - at < HOUR);
    if (recent.length >= MOST_AN_HOUR) return true;
    made.set(kind, [...recent, now]);
    return false;
  };
  const common = () => ({
    userId: ports.userId().slice(0, catalogue.error.userId.maxLength),
    ...ports.condition(),
  });

  return {
    messageFailure(failure, quality) {
      if (isOneTooMany('messageFailure')) return;
      const fields = { ...common(), ...failure, ...measured(quality) };
      void collector.record('messageFailure', ports.surface(), fields);
    },
    callFailure(failure, quality) {
      if (isOneTooMany('callFailure')) return;
      const fields = { ...common(), ...failure, ...measured(quality) };
      void collector.record('callFailure', ports.surface(), fields);
    },
    signInFailure(errorCode) {
      if (isOneTooMany('signInFailure')) return;
      void collector.record('signInFailure', ports.surface(), { ...common(), errorCode });
    },
    connectionLoss(errorCode, quality) {
      if (isOneTooMany('connectionLoss')) return;
      const fields = { ...common(), errorCode, ...measured(quality) };
      void collector.record('connectionLoss', ports.surface(), fields);
    },
    meetingFailure(errorCode, quality) {
      if (isOneTooMany('meetingFailure')) return;
      const fields = { ...common(), errorCode, ...measured(quality) };
      void collector.record('meetingFailure', ports.surface(), fields);
    },
    forget: () => {
      made.clear();
    },
  };
}
