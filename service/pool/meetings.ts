import type { Meeting } from '../../contract/meetings.ts';
import type { Outcome } from '../outcome.ts';
import type { KeptMeeting, MeetingFile } from './meetingFile.ts';
import type { PoolData } from './poolFile.ts';
import type { Who } from './room.ts';
import { createTickets } from './tickets.ts';

/** The pool's meetings, in the light of who its people are and what it is set to now. */
export interface Meetings extends Pick<MeetingFile, 'end' | 'noteEmpty' | 'tidy'> {
  readonly make: (title: string, host: string) => Outcome<KeptMeeting>;
  /** What anyone with the link may know; none where there is no such meeting. */
  readonly show: (id: string) => Meeting | undefined;
  readonly ticket: (id: string, account: string) => string;
  /** As whom a ticket lets in; none where it is no good. */
  readonly person: (id: string, ticket: string) => Who | undefined;
}

export function createMeetings({
  file,
  data,
  now,
}: {
  readonly file: MeetingFile;
  readonly data: () => PoolData;
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
      return {
        ...{ id, title: kept.title },
        host: {
          displayName: host?.displayName ?? '',
          organisation: organisation?.displayName ?? '',
        },
        // A meeting of someone who is no more in the pool is nobody's to end.
        state: kept.overAt === null && host ? 'open' : 'over',
        MeetingUxEnableTelemetry: meetings.telemetry,
      };
    },
    ticket: tickets.make,
    person(id, ticket) {
      const account = tickets.take(id, ticket);
      const person = account === undefined ? undefined : data().accounts[account];
      if (!person) return undefined;
      return { name: person.displayName, guest: false, host: file.find(id)?.host === account };
    },
  };
}
