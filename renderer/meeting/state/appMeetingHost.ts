import type { Main } from '../../../contract/ipc.ts';
import { createPeerAccess } from '../../media/peerAccess.ts';
import type { MeetingHost } from './meetingHost.ts';

/** A window of the client: the main process knows the invitation, and keeps what is counted. */
export function createAppMeetingHost(main: Main): MeetingHost {
  const peers = createPeerAccess(main.allowPeers);
  return {
    where: 'app',
    invitation: main.getInvitation,
    onInvitation(listener) {
      const stops = [
        main.on('invitationChanged', () => {
          listener('opened');
        }),
        // Whoever signs in meanwhile is no guest any more.
        main.on('sessionChanged', () => {
          listener('account');
        }),
      ];
      return () => {
        for (const stop of stops) stop();
      };
    },
    onOther: (listener) =>
      main.on('otherMeeting', (other) => {
        listener(other, () => void main.joinOtherMeeting());
      }),
    askPool: main.askMeetingPool,
    ticket: main.getTicket,
    devices: async () => (await main.getView()).options,
    takePeers: peers.take,
    route: main.getCallRoute,
    tell: (event) => void main.meetingEvent(event),
    countFeature: (feature) => void main.countFeature(feature),
    copyJoinUrl: () => void main.copyJoinUrl(),
    close: () => void main.closeWindow('meeting'),
  };
}
