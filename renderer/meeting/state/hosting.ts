import { MOST_BESIDE_HOST } from '../../../contract/meetingLimits.ts';
import type { Participant, WaitingGuest } from '../../../contract/meetings.ts';
import type { Value } from '../../ui/value.ts';

/** What the host of a meeting can do, whether they are in it or not. */
export interface Hosting {
  /** Who waits to be let in, longest first. */
  readonly waiting: Value<readonly WaitingGuest[]>;
  /** @param id a participant's, or a waiting guest's, who is then turned away. */
  readonly remove: (id: string) => void;
  readonly admit: (id: string) => void;
  /** Ends the meeting for everyone. */
  readonly end: () => void;
}

/** Whether every place but the host's is taken. */
export const isFullBesideHost = (participants: readonly Participant[]): boolean =>
  participants.filter(({ host }) => !host).length >= MOST_BESIDE_HOST;
