import type { Invitation, MeetingEvent, MeetNowProblem } from '../../../contract/invitation.ts';
import {
  joinPageOf,
  readMeetingLink,
  type LinkProblem,
  type MeetingLink,
  type ReadLink,
} from '../../../contract/meetingLink.ts';
import type { Ticket } from '../../../contract/meetings.ts';
import { readPastedLink } from '../../../contract/pastedLink.ts';
import { parsePoolUrl } from '../consent/serverAddress.ts';
import { createConversationReports } from '../conversations/conversationReports.ts';
import { createInvitations, type InvitationParts, type Invitations } from './invitations.ts';
import { createRoomAccess } from './roomAccess.ts';
import { createParticipation, type ParticipationPorts } from './participation.ts';

/** The window that shows the meeting. */
export interface MeetingWindow {
  readonly show: () => void;
  /** Closes it and opens it anew, if it is open. */
  readonly reopen: () => void;
  readonly onClosed: (listener: () => void) => void;
}

/** The meeting that the person has open, of which there is at most one. */
export interface Meetings {
  /**
   * Opens the window of the meeting that a link leads to, or says in it what is wrong with the link. Who is in
   * a meeting stays there until they say otherwise.
   */
  readonly openLink: (text: string) => void;
  /** As `openLink`, but for a link that a person pasted: a malformed one opens nothing. */
  readonly joinByLink: (text: string) => LinkProblem | null;
  readonly meetNow: () => Promise<MeetNowProblem | null>;
  /** Leaves the meeting for the other one that a link led to meanwhile. */
  readonly joinOther: () => void;
  readonly invitation: () => Promise<Invitation>;
  /** The person has read the name of the meeting's pool, and agrees that it is asked. */
  readonly askPool: () => Promise<void>;
  readonly ticket: () => Promise<Ticket | null>;
  readonly happened: (event: MeetingEvent) => void;
  /** Asks what the meeting's pool has decided, so that it is known before anything is recorded. */
  readonly updateHost: () => Promise<void>;
  /** Counts what is left to count of a meeting, before Candor ends. */
  readonly finish: () => Promise<void>;
  /** What to give to others; nothing where no meeting is open. */
  readonly joinUrl: () => string | undefined;
  /** The WebSocket address of the meeting's room; nothing where policy does not let Candor meet at its pool. */
  readonly room: () => URL | undefined;
  /** Whether the meeting is one that its pool has said to be open, when this process asked it. */
  readonly isThere: () => boolean;
  /** Leaves the meeting at once where policy no longer lets Candor meet at its pool, and says so. */
  readonly applyPolicy: () => void;
}

/** A link's address that no URL can be made of is told as a mistaken one. */
function checked(link: ReadLink): ReadLink {
  return link.ok && !parsePoolUrl(link.value.pool).ok ? { ok: false, problem: 'pool' } : link;
}

const isSame = (one: ReadLink, other: ReadLink): boolean =>
  one.ok &&
  other.ok &&
  one.value.pool === other.value.pool &&
  one.value.meeting === other.value.meeting;

/** Counts and reports what becomes of the person's stay. */
function takeEvent(
  event: MeetingEvent,
  telemetry: InvitationParts['telemetry'],
  stay: Pick<ReturnType<typeof createParticipation>, 'begin' | 'end'>,
): void {
  if (event.event === 'attempted') telemetry.countJoin('meetingJoinAttempts');
  else if (event.event === 'joined') stay.begin();
  else if (event.event === 'left') void stay.end();
  else
    createConversationReports(telemetry.failures).meetingFailure(event.code, event.quality ?? {});
}

/** @param ask the meeting's pool, where there is a meeting to ask it of. */
async function invitationOf(
  link: ReadLink,
  ask: (at: MeetingLink) => Promise<Invitation>,
): Promise<Invitation> {
  return link.ok ? ask(link.value) : { state: 'malformed', problem: link.problem };
}

interface Arrivals {
  readonly arrive: (next: ReadLink) => Promise<void>;
  readonly joinOther: () => void;
}

/** Has a link open its meeting: at once, or where the person is in another, once they say so. */
function createArrivals(ports: {
  readonly invitations: Pick<Invitations, 'agree' | 'look' | 'fail'>;
  readonly window: Pick<MeetingWindow, 'show'>;
  readonly show: (next: ReadLink) => Promise<void>;
  readonly onOther: (other: Invitation) => void;
  /** The link to the meeting that the person is in; nothing where they are in none. */
  readonly staysAt: () => ReadLink | undefined;
}): Arrivals {
  let other: ReadLink | undefined;
  return {
    async arrive(next: ReadLink): Promise<void> {
      if (!next.ok) ports.invitations.fail(`link-${next.problem}`);
      const here = ports.staysAt();
      if (!here) {
        await ports.show(next);
        return;
      }
      ports.window.show();
      if (isSame(next, here)) return;
      other = next;
      const invitation = await invitationOf(next, ports.invitations.look);
      // Another link may have come while the pool was asked.
      if (other === next) ports.onOther(invitation);
    },
    joinOther() {
      // The question that was answered named the other meeting's pool.
      if (other?.ok) ports.invitations.agree(other.value.pool);
      if (other) void ports.show(other);
      other = undefined;
    },
  };
}

/** The ways into a meeting: a link that was opened or pasted, and Meet now. */
function createWaysIn(ports: {
  readonly telemetry: Pick<InvitationParts['telemetry'], 'countFeature'>;
  readonly invitations: Pick<Invitations, 'fail' | 'make'>;
  readonly arrive: Arrivals['arrive'];
}): Pick<Meetings, 'joinByLink' | 'meetNow' | 'openLink'> {
  const { telemetry, invitations, arrive } = ports;
  return {
    openLink: (text) => void arrive(checked(readMeetingLink(text))),
    joinByLink(text) {
      telemetry.countFeature('joinByLink');
      const next = checked(readPastedLink(text));
      if (next.ok) void arrive(next);
      else invitations.fail(`link-${next.problem}`);
      return next.ok ? null : next.problem;
    },
    async meetNow() {
      telemetry.countFeature('meetNow');
      const made = await invitations.make();
      if (!made.ok) return made.problem;
      await arrive(made);
      return null;
    },
  };
}

export function createMeetings(
  parts: InvitationParts &
    ParticipationPorts & {
      readonly window: MeetingWindow;
      /** The meeting's pool is another one; resolves once the window may reach it. */
      readonly onMoved: (room: URL | undefined) => Promise<void>;
      /** The window, which may be open already, is to show another invitation. */
      readonly onInvitation: () => void;
      /** The window is to ask whether the person leaves the meeting for another. */
      readonly onOther: (other: Invitation) => void;
      /** The meeting is over for this device: its window reaches nobody else's any more. */
      readonly onLeft: () => void;
    },
): Meetings {
  const { telemetry, window } = parts;
  const invitations = createInvitations(parts);
  let opened: ReadLink = { ok: false, problem: 'empty' };
  /** The link to the meeting of which its pool has said last that it is open. */
  let found: ReadLink | undefined;
  const link = (): MeetingLink | undefined => (opened.ok ? opened.value : undefined);
  const updateHost = async (): Promise<void> => {
    const at = link();
    const isOver = at !== undefined && (await invitations.updateHost(at));
    if (isOver && at === link()) parts.onLeft();
  };
  const stay = createParticipation(parts, updateHost);
  const way = createRoomAccess(telemetry, link, invitations.mayAsk, parts.onMoved);
  const show = async (next: ReadLink): Promise<void> => {
    const ended = stay.end();
    parts.onLeft();
    opened = next;
    await ended;
    await way.open();
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
    staysAt: () => (stay.isUnderWay() ? opened : undefined),
  });
  window.onClosed(() => void stay.end());

  return {
    ...createWaysIn({ telemetry, invitations, arrive: arrivals.arrive }),
    joinOther: arrivals.joinOther,
    async invitation() {
      const asked = opened;
      const invitation = await invitationOf(asked, invitations.find);
      const isOpen = invitation.state === 'found' && invitation.meeting.state === 'open';
      if (asked === opened) found = isOpen ? asked : undefined;
      return invitation;
    },
    isThere: () => opened.ok && found === opened && way.room() !== undefined,
    askPool,
    async ticket() {
      const at = link();
      return at ? invitations.ticket(at) : null;
    },
    happened: (event) => {
      takeEvent(event, telemetry, stay);
      if (event.event === 'left') parts.onLeft();
    },
    updateHost,
    finish: stay.end,
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
