import type { Invitation } from '../../contract/invitation.ts';
import { joinPageOf } from '../../contract/meetingLink.ts';
import { readPastedLink } from '../../contract/pastedLink.ts';
import { meetingPaths } from '../../contract/meetingLimits.ts';
import { parseMeeting, type Meeting } from '../../contract/meetings.ts';
import { dropAnswer, readAnswer } from '../../contract/readAnswer.ts';
import type { MeetingHost } from '../meeting/state/meetingHost.ts';
import { createLauncherReports } from './launcherReports.ts';

type Asked = { readonly state: 'found'; readonly meeting: Meeting } | 'notFound' | 'unreachable';

const TIME_LIMIT_MS = 15_000;
/** Bytes. */
const LARGEST_ANSWER_BYTES = 64 * 1024;

async function describe(url: string): Promise<Asked> {
  try {
    const signal = AbortSignal.timeout(TIME_LIMIT_MS);
    const response = await fetch(url, { cache: 'no-store', credentials: 'omit', signal });
    if (!response.ok) dropAnswer(response);
    if (response.status === 404) return 'notFound';
    if (!response.ok) return 'unreachable';
    const body = await readAnswer(response.body?.getReader(), LARGEST_ANSWER_BYTES, signal);
    if (!body) return 'unreachable';
    const meeting = parseMeeting(new TextDecoder().decode(body));
    return meeting.ok ? { state: 'found', meeting: meeting.value } : 'unreachable';
  } catch {
    return 'unreachable'; // A page is not told why the pool can't be reached.
  }
}

/** The page that the pool serves at `/join/:id/browser`: whoever joins with it is a guest. */
export function createBrowserMeetingHost({ href, host }: Location): MeetingHost {
  const link = readPastedLink(href);
  const { pool, meeting } = link.ok ? link.value : { pool: '', meeting: '' };
  const ask = () => describe(pool + meetingPaths.meeting(meeting));
  const reports = createLauncherReports({
    url: pool + meetingPaths.launcherRecords,
    isAllowed: async () => {
      const asked = await ask();
      return typeof asked === 'object' && asked.meeting.MeetingUxEnableTelemetry;
    },
  });

  const invitation = async (): Promise<Invitation> => {
    if (!link.ok) return { state: 'malformed', problem: link.problem };
    const asked = await ask();
    if (typeof asked !== 'object') return { state: asked, pool: host };
    reports.update(asked.meeting.MeetingUxEnableTelemetry);
    return {
      state: 'found',
      meeting: asked.meeting,
      pool: host,
      account: null,
      isGuest: true,
      roomUrl: pool.replace(/^http/, 'ws') + meetingPaths.room(meeting),
      joinUrl: joinPageOf(link.value),
    };
  };

  return {
    where: 'browser',
    invitation,
    onInvitation: () => () => undefined,
    // A link that is opened in a browser opens a page of its own.
    onOther: () => () => undefined,
    askPool: null,
    ticket: () => Promise.resolve(null),
    devices: () => Promise.resolve({ microphone: '', speaker: '' }),
    takePeers: () => Promise.resolve(() => undefined),
    // No policy reaches a browser; the meeting's own comes by its room.
    route: () => Promise.resolve({ relayOnly: false, mayRelay: true, access: null }),
    tell: reports.take,
    countFeature: reports.countFeature,
    copyJoinUrl: (url) => void navigator.clipboard.writeText(url),
    close: null,
  };
}
