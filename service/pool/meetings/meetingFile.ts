import { randomInt } from 'node:crypto';
import { readFileSync, renameSync } from 'node:fs';
import { z } from 'zod';
import { LONGEST_TITLE, meetingIdPattern } from '../../../contract/meetingLimits.ts';
import { codeOf, done, failed, type Log, type Outcome } from '../../shared/outcome.ts';
import { writeOwnerFile } from '../../shared/ownerFile.ts';

const instant = z.iso.datetime({ offset: false });
const keptMeeting = z.strictObject({
  id: z.string().regex(meetingIdPattern),
  title: z.string().max(LONGEST_TITLE),
  /** The account that made it, as `user@domain`. */
  host: z.string().max(320),
  madeAt: instant,
  /** Null while it is open. */
  overAt: instant.nullable(),
  /** Since the host removed somebody, anyone who comes as a guest waits until the host lets them in. */
  guestsWait: z.boolean().default(false),
  /** The accounts that the host removed, as long as the meeting is open. */
  removed: z.array(z.string().max(320)).default([]),
});
const schema = z.strictObject({ meetings: z.array(keptMeeting) });

/**
 * What is kept of a meeting beyond the pool's process: neither what was said nor who was there, except who was removed.
 */
export type KeptMeeting = z.infer<typeof keptMeeting>;

export interface MeetingFile {
  readonly find: (id: string) => KeptMeeting | undefined;
  readonly make: (title: string, host: string) => Outcome<KeptMeeting>;
  /** @returns whether it was open until now. */
  readonly end: (id: string) => boolean;
  /** From now on guests wait, and the account, if it was one, can't come back. */
  readonly noteRemoved: (id: string, account: string | null) => void;
  /** From now on nobody is there; without this, a meeting counts as empty since it was made, or the pool started. */
  readonly noteEmpty: (id: string) => void;
  /**
   * Ends meetings that were empty for too long, and forgets those that ended long ago.
   * @param isInUse whether a room has people in it.
   */
  readonly tidy: (isInUse: (id: string) => boolean) => void;
}

const HOUR_MS = 3_600_000;
/** Milliseconds. */
const EMPTY_KEPT_MS = 24 * HOUR_MS;
const OVER_KEPT_MS = 7 * 24 * HOUR_MS;
const MOST_OF_A_HOST = 100;
const MOST_IN_ALL = 10_000;

const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
const group = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('');
const makeId = () => `${group()}-${group()}-${group()}`;

interface Ports {
  readonly now: () => number;
  readonly log: Log;
}

/** The file's content; an unreadable file is renamed, since a meeting is worth less than the pool. */
function read(path: string, { now, log }: Ports): readonly KeptMeeting[] {
  try {
    return schema.parse(JSON.parse(readFileSync(path, 'utf8'))).meetings;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    const aside = `${path}.unreadable-${now()}`;
    renameSync(path, aside);
    log((t) => t('poolCommand.meetingsSetAside', { path, aside }));
    return [];
  }
}

const isOver = ({ overAt }: KeptMeeting): boolean => overAt !== null;

/** The one that has been over the longest; undefined if none is over. */
const oldestOver = (among: readonly KeptMeeting[]): KeptMeeting | undefined =>
  among.filter(isOver).toSorted((a, b) => (a.overAt ?? '').localeCompare(b.overAt ?? ''))[0];

/**
 * Makes room for one more meeting of a host, so that nobody fills the file for others by making and ending meetings.
 * @returns the one that is forgotten for it, if any.
 */
function roomFor(host: string, all: readonly KeptMeeting[]): Outcome<KeptMeeting | undefined> {
  const own = all.filter((one) => one.host === host);
  if (own.filter((one) => !isOver(one)).length >= MOST_OF_A_HOST)
    return failed(`there are ${MOST_OF_A_HOST} open meetings of yours: end some first`);
  if (own.length >= MOST_OF_A_HOST) return done(oldestOver(own));
  if (all.length < MOST_IN_ALL) return done(undefined);
  const oldest = oldestOver(all);
  return oldest
    ? done(oldest)
    : failed('the pool holds as many open meetings as it can: try again later');
}

/** Opens the pool's meetings, stored in one file that only its owner can read. */
export function openMeetingFile(path: string, ports: Ports): MeetingFile {
  const { now, log } = ports;
  const meetings = new Map(read(path, ports).map((meeting) => [meeting.id, meeting]));
  const emptySince = new Map<string, number>();
  const openedAt = now();

  const isSaved = (): boolean => {
    try {
      writeOwnerFile(path, `${JSON.stringify({ meetings: [...meetings.values()] }, null, 2)}\n`);
      return true;
    } catch (error) {
      log((t) => t('poolCommand.notWritten', { path, code: codeOf(error) }));
      return false;
    }
  };
  const close = (meeting: KeptMeeting) => {
    meetings.set(meeting.id, { ...meeting, overAt: new Date(now()).toISOString(), removed: [] });
    emptySince.delete(meeting.id);
  };

  return {
    find: (id) => meetings.get(id),
    make(title, host) {
      const room = roomFor(host, [...meetings.values()]);
      if (!room.ok) return room;
      if (room.value) meetings.delete(room.value.id);
      const made = new Date(now()).toISOString();
      const meeting: KeptMeeting = {
        id: makeId(),
        title,
        host,
        madeAt: made,
        overAt: null,
        guestsWait: false,
        removed: [],
      };
      meetings.set(meeting.id, meeting);
      if (isSaved()) return done(meeting);
      meetings.delete(meeting.id);
      return failed('the pool can’t store anything now: try again later');
    },
    end(id) {
      const meeting = meetings.get(id);
      if (!meeting || isOver(meeting)) return false;
      close(meeting);
      // If the disk is full, it is over nonetheless, as long as the pool runs.
      isSaved();
      return true;
    },
    noteRemoved(id, account) {
      const meeting = meetings.get(id);
      if (!meeting) return;
      const accounts = account === null ? [] : [account];
      const removed = [...new Set([...meeting.removed, ...accounts])];
      meetings.set(id, { ...meeting, guestsWait: true, removed });
      // If the disk is full, it holds nonetheless, as long as the pool runs.
      isSaved();
    },
    noteEmpty: (id) => void emptySince.set(id, now()),
    tidy(isInUse) {
      const before = meetings.size;
      let hasEnded = false;
      for (const meeting of [...meetings.values()]) {
        const { id, madeAt, overAt } = meeting;
        if (overAt !== null) {
          if (now() - Date.parse(overAt) > OVER_KEPT_MS) meetings.delete(id);
        } else if (!isInUse(id)) {
          const since = emptySince.get(id) ?? Math.max(openedAt, Date.parse(madeAt));
          if (now() - since <= EMPTY_KEPT_MS) continue;
          close(meeting);
          hasEnded = true;
        }
      }
      if (hasEnded || meetings.size !== before) isSaved();
    },
  };
}
