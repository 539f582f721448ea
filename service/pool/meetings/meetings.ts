import type { Meeting, Ticket } from '../../../contract/meetings.ts';
import type { RelayAccess } from '../../../contract/relays.ts';
import type { Outcome } from '../../shared/outcome.ts';
import type { KeptMeeting, MeetingFile } from './meetingFile.ts';
import type { PoolData } from '../accounts/poolData.ts';
import type { Who } from './roomSeats.ts';
import { createTickets } from './tickets.ts';
import type { Relays } from '../relays/relays.ts';

/** The pool's meetings, combined with its current people and settings. */
export interface Meetings extends Pick<MeetingFile, 'end' | 'noteEmpty' | 'tidy'> {
  /** The host removed someone: an account can't come back, and anyone who comes as a guest from now on waits. */
  readonly noteRemoved: (id: string, who: Pick<Who, 'account'>) => void;
  readonly isRemoved: (id: string, who: Pick<Who, 'account'>) => boolean;
  /** Whether guests wait until the host lets them in. */
  readonly guestsWait: (id: string) => boolean;
  readonly make: (title: string, host: string) => Outcome<KeptMeeting>;
  /** Access for one participant to the relays that the meeting names; undefined if it names none. */
  readonly relays: (id: string) => RelayAccess | undefined;
  /** What anyone with the link may know; undefined if there is no such meeting. */
  readonly show: (id: string) => Meeting | undefined;
  readonly ticket: (id: string, account: string) => Ticket;
  /** The person whom a ticket lets in; undefined if it is not valid. */
  readonly person: (id: string, ticket: string) => Who | undefined;
}

export function createMeetings({
  file,
  data,
  relays,
  now,
}: {
  readonly file: MeetingFile;
  readonly data: () => PoolData;
  readonly relays: Relays;
  readonly now: () => number;
}): Meetings {
  const tickets = createTickets(now);
  return {
    ...file,
    show(id) {
      const kept = file.find(id);
      if (!kept) return undefined;
      const { accounts, organisations, meetings } = data();
      const host = accounts[kept.host];
      const organisation = organisations[kept.host.split('@')[1] ?? ''];
      const uris = relays.urisFor(kept.host);
      return {
        id,
        title: kept.title,
        host: {
          displayName: host?.displayName ?? '',
          organisation: organisation?.displayName ?? '',
        },
        // A meeting of someone who is no longer in the pool is nobody's to end.
        state: kept.overAt === null && host ? 'open' : 'over',
        MeetingUxEnableTelemetry: meetings.telemetry,
        ...(uris ? { relays: [...uris] } : {}),
        ...(relays.areRequiredFor(kept.host) ? { RelayOnly: true } : {}),
      };
    },
    relays(id) {
      const kept = file.find(id);
      return kept && relays.accessFor(kept.host);
    },
    ticket: (id, account) => ({
      ticket: tickets.make(id, account),
      host: file.find(id)?.host === account,
    }),
    noteRemoved: (id, { account }) => {
      file.noteRemoved(id, account);
    },
    isRemoved: (id, { account }) =>
      account !== null && (file.find(id)?.removed.includes(account) ?? false),
    guestsWait: (id) => file.find(id)?.guestsWait ?? false,
    person(id, ticket) {
      const account = tickets.take(id, ticket);
      const person = account === undefined ? undefined : data().accounts[account];
      if (account === undefined || !person) return undefined;
      const isHost = file.find(id)?.host === account;
      return { name: person.displayName, guest: false, host: isHost, account };
    },
  };
}
