import { join } from 'node:path';
import { systemClock } from '../adapters/system/clock.ts';
import type { MeetingPools } from '../core/ports/meetingPools.ts';
import { serveApp } from '../windows/appProtocol.ts';
import type { MeetingHost } from '../core/meetings/meetingHost.ts';
import type { CandorTelemetry } from '../core/product/candorTelemetry.ts';
import { notify } from '../ipc/serveCalls.ts';
import { createMeetings, type Meetings } from '../core/meetings/meetings.ts';
import type { Accounts } from './accounts.ts';
import { sealWindows, type Seal } from '../security/security.ts';
import type { Windows } from '../windows/windows.ts';

const PAGES = join(import.meta.dirname, '../renderer');

/** Opens the ways that pages have to the person's pool and to a meeting's, and holds the open meeting. */
export function openMeetings(
  parts: {
    telemetry: CandorTelemetry;
    people: Accounts;
    meetingHost: MeetingHost;
    meetingPools: MeetingPools;
  },
  windows: Windows,
): {
  readonly meetings: Meetings;
  readonly openPool: () => Promise<void>;
  readonly seal: Seal;
} {
  const { telemetry, people } = parts;
  const sip = () => people.pool()?.sip;
  const seal = sealWindows(sip());
  const meetings = createMeetings({
    telemetry,
    accounts: people,
    pools: parts.meetingPools,
    host: parts.meetingHost,
    clock: systemClock,
    elapsed: () => performance.now(),
    window: windows.meeting,
    onMoved: seal.openMeeting,
    onInvitation: () => {
      notify('invitationChanged', undefined);
    },
    onLeft: () => {
      const contents = windows.meeting.contents();
      if (contents) seal.allowPeers(contents, false);
    },
    onOther: (other) => {
      notify('otherMeeting', other);
    },
  });
  windows.main.onOpened(telemetry.becomeDesktop);
  serveApp(PAGES, { '/index.html': sip, '/meeting.html': meetings.room });
  return { meetings, openPool: () => seal.openPool(sip()), seal };
}
