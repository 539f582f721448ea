import { createContext, use } from 'react';
import type { CallRoute } from '../../../contract/callRoute.ts';
import type { Invitation, MeetingEvent } from '../../../contract/invitation.ts';
import type { FeatureName } from '../../../contract/ipc.ts';
import type { Options } from '../../../contract/options.ts';
import type { Ticket } from '../../../contract/meetings.ts';

/** Where a meeting is shown, and what it can be asked for: a window of the client, or a page in a browser. */
export interface MeetingHost {
  readonly where: 'app' | 'browser';
  readonly invitation: () => Promise<Invitation>;
  /**
   * Called when the invitation may have changed: `opened` if a link was opened, even to the same meeting, `account`
   * if somebody signed in or out.
   * @returns what removes the listener.
   */
  readonly onInvitation: (listener: (why: 'opened' | 'account') => void) => () => void;
  /**
   * Called with a way to join when another meeting's link was opened while the person is in this one.
   * @returns what removes the listener.
   */
  readonly onOther: (listener: (other: Invitation, join: () => void) => void) => () => void;
  /** Allows asking the meeting's pool, which is not the person's own; null if there is no other. */
  readonly askPool: (() => Promise<void>) | null;
  readonly ticket: () => Promise<Ticket | null>;
  /** The microphone and the speaker that the person chose; empty for the system's. */
  readonly devices: () => Promise<Pick<Options, 'microphone' | 'speaker'>>;
  /**
   * Allows connections to other people's devices.
   * @returns what ends that; undefined if it is refused.
   */
  readonly takePeers: () => Promise<(() => void) | undefined>;
  /** By which ways sound may go, by this device's policy; asked once connections are allowed. */
  readonly route: () => Promise<CallRoute>;
  readonly tell: (event: MeetingEvent) => void;
  readonly countFeature: (feature: FeatureName) => void;
  readonly copyJoinUrl: (url: string) => void;
  /** Closes the window; null if that is not ours to close. */
  readonly close: (() => void) | null;
}

export const MeetingHostContext = createContext<MeetingHost | null>(null);

export function useMeetingHost(): MeetingHost {
  const place = use(MeetingHostContext);
  if (!place) throw new Error('used outside PlaceContext');
  return place;
}
