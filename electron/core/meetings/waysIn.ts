import type { Invitation, MeetNowProblem } from '../../../contract/invitation.ts';
import {
  readMeetingLink,
  type LinkProblem,
  type MeetingLink,
  type ReadLink,
} from '../../../contract/meetingLink.ts';
import { readPastedLink } from '../../../contract/pastedLink.ts';
import { parsePoolUrl } from '../consent/serverAddress.ts';
import type { InvitationParts, Invitations } from './invitations.ts';

/** An address in a link that is not a valid URL is reported as mistaken. */
function checked(link: ReadLink): ReadLink {
  return link.ok && !parsePoolUrl(link.value.pool).ok ? { ok: false, problem: 'pool' } : link;
}

const isSame = (one: ReadLink, other: ReadLink): boolean =>
  one.ok &&
  other.ok &&
  one.value.pool === other.value.pool &&
  one.value.meeting === other.value.meeting;

/** @param ask the meeting's pool, if the link leads to a meeting. */
export async function invitationOf(
  link: ReadLink,
  ask: (at: MeetingLink) => Promise<Invitation>,
): Promise<Invitation> {
  return link.ok ? ask(link.value) : { state: 'malformed', problem: link.problem };
}

interface Arrivals {
  readonly arrive: (next: ReadLink) => Promise<void>;
  readonly joinOther: () => void;
}

/** Makes a link open its meeting: at once, or if the person is in another, once they agree. */
export function createArrivals(ports: {
  readonly invitations: Pick<Invitations, 'agree' | 'look' | 'fail'>;
  readonly window: { readonly show: () => void };
  readonly show: (next: ReadLink) => Promise<void>;
  readonly onOther: (other: Invitation) => void;
  /** The link to the meeting that the person is in; undefined if none. */
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

/** How a person gets into a meeting: by a link that was opened or pasted, or by Meet now. */
export interface WaysIn {
  /**
   * Opens the window of the meeting that a link leads to, or says in it what is wrong with the link. Someone who is
   * in a meeting stays there until they decide otherwise.
   */
  readonly openLink: (text: string) => void;
  /** Like `openLink`, but for a link that a person pasted: a malformed one opens nothing. */
  readonly joinByLink: (text: string) => LinkProblem | null;
  readonly meetNow: () => Promise<MeetNowProblem | null>;
}

export function createWaysIn(ports: {
  readonly meeting: Pick<InvitationParts['telemetry']['meeting'], 'countKey'>;
  readonly invitations: Pick<Invitations, 'fail' | 'make'>;
  readonly arrive: Arrivals['arrive'];
  /** Called first whenever the person uses one of them. */
  readonly onComing: () => void;
}): WaysIn {
  const { meeting, invitations, arrive } = ports;
  return {
    openLink: (text) => {
      ports.onComing();
      void arrive(checked(readMeetingLink(text)));
    },
    joinByLink(text) {
      ports.onComing();
      meeting.countKey('featureUse', 'joinByLink');
      const next = checked(readPastedLink(text));
      if (next.ok) void arrive(next);
      else invitations.fail(`link-${next.problem}`);
      return next.ok ? null : next.problem;
    },
    async meetNow() {
      ports.onComing();
      meeting.countKey('featureUse', 'meetNow');
      const made = await invitations.make();
      if (!made.ok) return made.problem;
      await arrive(made);
      return null;
    },
  };
}
