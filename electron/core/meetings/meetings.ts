import type { Invitation, MeetingEvent } from '../../../contract/invitation.ts';
import { joinPageOf, type MeetingLink, type ReadLink } from '../../../contract/meetingLink.ts';
import type { Ticket } from '../../../contract/meetings.ts';
import { createArrivals, createWaysIn, invitationOf, type WaysIn } from './waysIn.ts';
import { createConversationReports } from '../conversations/conversationReports.ts';
import { createInvitations, type InvitationParts } from './invitations.ts';
import { createRoomAccess } from './roomAccess.ts';
import { createParticipation, type ParticipationPorts } from './participation.ts';

/** The window that shows the meeting. */
export interface MeetingWindow {
  readonly show: () => void;
  /** Closes it and reopens it, if it is open. */
  readonly reopen: () => void;
  readonly onClosed: (listener: () => void) => void;
}

/** The meeting that the person has open, of which there is at most one. */
export interface Meetings extends WaysIn {
  /** Leaves the meeting for the other one that a link led to meanwhile. */
  readonly joinOther: () => void;
  readonly invitation: () => Promise<Invitation>;
  /** The person has read the name of the meeting's pool, and agrees to have it asked. */
  readonly askPool: () => Promise<void>;
  readonly ticket: () => Promise<Ticket | null>;
  readonly happened: (event: MeetingEvent) => void;
  /** Asks what the meeting's pool has decided, so that it is known before anything is recorded. */
  readonly updateHost: () => Promise<void>;
  /** Counts the rest of a meeting, before Candor exits. */
  readonly finish: () => Promise<void>;
  /** The link to give to others; undefined if no meeting is open. */
  readonly joinUrl: () => string | undefined;
  /** The WebSocket address of the meeting's room; undefined if policy forbids meetings at its pool. */
  readonly room: () => URL | undefined;
  /** The addresses of the relays that its pool names. */
  readonly relays: () => readonly string[];
  /** Whether its pool has confirmed to this process that the meeting is open. */
  readonly isThere: () => boolean;
  /** Leaves the meeting at once if policy now forbids meetings at its pool, and says so. */
  readonly applyPolicy: () => void;
}

/** Counts and reports what happens while the person takes part. */
function takeEvent(
  event: MeetingEvent,
  telemetry: InvitationParts['telemetry'],
  participation: Pick<ReturnType<typeof createParticipation>, 'begin' | 'end'>,
): void {
  if (event.event === 'attempted') telemetry.meeting.count('usage', 'meetingJoinAttempts');
  else if (event.event === 'joined') participation.begin();
  else if (event.event === 'left') void participation.end();
  else
    createConversationReports(telemetry.meeting.failures).meetingFailure(
      event.code,
      event.quality ?? {},
    );
}

export function createMeetings(
  parts: InvitationParts &
    ParticipationPorts & {
      readonly window: MeetingWindow;
      /** The meeting's pool has changed; resolves once the window may reach it. */
      readonly onMoved: (room: URL | undefined) => Promise<void>;
      /** The window, which may be open already, should show another invitation. */
      readonly onInvitation: () => void;
      /** The window should ask whether the person leaves the meeting for another. */
      readonly onOther: (other: Invitation) => void;
      /** The meeting is over for this device: its window may reach nobody else any more. */
      readonly onLeft: () => void;
    },
): Meetings {
  const { telemetry, window } = parts;
  const invitations = createInvitations(parts);
  let opened: ReadLink = { ok: false, problem: 'empty' };
  /** The link to the meeting that its pool last confirmed to be open. */
  let found: ReadLink | undefined;
  let relays: readonly string[] = [];
  const link = (): MeetingLink | undefined => (opened.ok ? opened.value : undefined);
  const updateHost = async (): Promise<void> => {
    const at = link();
    const isOver = at !== undefined && (await invitations.updateHost(at));
    if (isOver && at === link()) parts.onLeft();
  };
  const participation = createParticipation(parts, updateHost);
  let isShown = false;
  /** Whoever joins without being signed in is a guest until they have left, whoever signs in meanwhile. */
  const noteWhoComes = (): void => {
    if (!participation.isUnderWay())
      telemetry.meeting.openMeeting(!parts.accounts.sessions.session());
  };
  const way = createRoomAccess(telemetry, link, invitations.mayAsk, parts.onMoved);
  const show = async (next: ReadLink): Promise<void> => {
    const ended = participation.end();
    parts.onLeft();
    opened = next;
    await ended;
    await way.open();
    isShown = true;
    window.show();
    parts.onInvitation();
  };
  const askPool = async (): Promise<void> => {
    const at = link();
    if (!at) return;
    invitations.agree(at.pool);
    await way.open();
    parts.onInvitation();
  };
  const arrivals = createArrivals({
    invitations,
    window,
    show,
    onOther: parts.onOther,
    staysAt: () => (participation.isUnderWay() ? opened : undefined),
  });
  window.onClosed(() => {
    isShown = false;
    void participation.end().then(() => {
      if (!isShown) telemetry.meeting.closeMeeting();
    });
  });

  return {
    ...createWaysIn({
      meeting: telemetry.meeting,
      invitations,
      arrive: arrivals.arrive,
      onComing: noteWhoComes,
    }),
    joinOther: arrivals.joinOther,
    async invitation() {
      const asked = opened;
      noteWhoComes();
      const invitation = await invitationOf(asked, invitations.find);
      const isOpen = invitation.state === 'found' && invitation.meeting.state === 'open';
      if (asked === opened) {
        found = isOpen ? asked : undefined;
        relays = (isOpen ? invitation.meeting.relays : undefined) ?? [];
      }
      return invitation;
    },
    relays: () => (found === opened ? relays : []),
    isThere: () => opened.ok && found === opened && way.room() !== undefined,
    askPool,
    async ticket() {
      const at = link();
      return at ? invitations.ticket(at) : null;
    },
    happened: (event) => {
      if (event.event === 'attempted') noteWhoComes();
      takeEvent(event, telemetry, participation);
      if (event.event === 'left') parts.onLeft();
    },
    updateHost,
    finish: participation.end,
    joinUrl: () => (opened.ok ? joinPageOf(opened.value) : undefined),
    room: way.room,
    applyPolicy() {
      if (way.isRight()) return;
      invitations.breakOff();
      void way.open();
      window.reopen();
    },
  };
}
