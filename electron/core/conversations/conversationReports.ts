import type { Fields } from '../../../contract/records.ts';
import type { CandorTelemetry } from '../product/candorTelemetry.ts';

/** The network's quality, if it was measured: milliseconds, milliseconds, per cent. */
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
}

const measured = ({ roundTrip, jitter, packetLoss }: Quality) => ({
  ...(roundTrip === undefined ? {} : { roundTrip }),
  ...(jitter === undefined ? {} : { jitter }),
  ...(packetLoss === undefined ? {} : { packetLoss }),
});

/** Turns failures between people and their pool into error records; never a word of what they say. */
export const createConversationReports = ({
  record,
}: Pick<CandorTelemetry['failures'], 'record'>): ConversationReports => ({
  messageFailure: (failure, quality) => {
    record('messageFailure', { ...failure, ...measured(quality) });
  },
  callFailure: (failure, quality) => {
    record('callFailure', { ...failure, ...measured(quality) });
  },
  signInFailure: (errorCode) => {
    record('signInFailure', { errorCode });
  },
  connectionLoss: (errorCode, quality) => {
    record('connectionLoss', { errorCode, ...measured(quality) });
  },
  meetingFailure: (errorCode, quality) => {
    record('meetingFailure', { errorCode, ...measured(quality) });
  },
});
