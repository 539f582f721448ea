import { createContext, use } from 'react';
import type { Invitation, MeetingEvent } from '../../../contract/invitation.ts';
import type { FeatureName } from '../../../contract/ipc.ts';
import type { Options } from '../../../contract/options.ts';
import type { Ticket } from '../../../contract/meetings.ts';

/** Where a meeting is shown, and what can be asked there: a window of the client, or a page in a browser. */
export interface MeetingHost {
  readonly where: 'app' | 'browser';
  readonly invitation: () => Promise<Invitation>;
  /**
   * Tells when the invitation may be another one: `opened` where a link was opened, be it to the same meeting
   * again, `account` where somebody signed in or out. @returns what stops the telling.
   */
  readonly onInvitation: (listener: (why: 'opened' | 'account') => void) => () => void;
  /**
   * Tells of another meeting whose link was opened while the person is in this one, and how to go there.
   * @returns what stops the telling.
   */
  readonly onOther: (listener: (other: Invitation, join: () => void) => void) => () => void;
  /** Has the meeting's pool be asked, which is not the person's own; null if there is no other. */
  readonly askPool: (() => Promise<void>) | null;
  readonly ticket: () => Promise<Ticket | null>;
  /** The microphone and the speaker that the person chose; empty for the system's. */
  readonly devices: () => Promise<Pick<Options, 'microphone' | 'speaker'>>;
  /** Opens the way to other people's devices. @returns what shuts it; undefined if it stays shut. */
  readonly takePeers: () => Promise<(() => void) | undefined>;
  readonly tell: (event: MeetingEvent) => void;
  readonly countFeature: (feature: FeatureName) => void;
  readonly copyJoinUrl: (url: string) => void;
  /** Closes what the meeting is shown in; null if that is not ours to close. */
  readonly close: (() => void) | null;
}

export const MeetingHostContext = createContext<MeetingHost | null>(null);

export function useMeetingHost(): MeetingHost {
  const place = use(MeetingHostContext);
  if (!place) throw new Error('used outside PlaceContext');
  return place;
}
