import { speakWithoutEval } from '../../contract/meetings.ts';
import { createAppMeetingHost } from '../meeting/state/appMeetingHost.ts';
import { MeetingPage } from '../meeting/view/MeetingPage.tsx';
import { MeetingHostContext } from '../meeting/state/meetingHost.ts';
import { mount } from '../app/mount.tsx';

speakWithoutEval();
mount((main) => (
  <MeetingHostContext value={createAppMeetingHost(main)}>
    <MeetingPage />
  </MeetingHostContext>
));
