import type { RTCSession } from 'jssip/lib/RTCSession';
import type { CallRoute } from '../../contract/callRoute.ts';
import type { RelayAccess } from '../../contract/relays.ts';
import { kindsOfOurs, kindsOfTheirs, withCandidatesOf } from '../media/candidates.ts';
import { configurationOf, renewInTime, watchRelays, type RelayTrouble } from '../media/relays.ts';

/** The ways that a call's sound may take, and how its access to relays is renewed. */
export interface CallWay {
  readonly route: CallRoute;
  /** Resolves to null if there is no access just now. */
  readonly renew: () => Promise<RelayAccess | null>;
}

/** Milliseconds that a call waits for more ways, after the first of one's own that is known, and after a relay. */
const [FOR_MORE, FOR_MORE_RELAYS] = [3000, 300];

export const isRemote = ({ originator }: { readonly originator: string }): boolean =>
  originator === 'remote';

/** Keeps what is told to the other device, and believed of it, within the route. */
export function keepToRoute(
  session: RTCSession,
  route: () => CallRoute,
  onOurs: (sdp: string) => void,
): void {
  session.on('sdp', (event) => {
    const isTheirs = isRemote(event);
    const kinds = isTheirs ? kindsOfTheirs(route()) : kindsOfOurs(route());
    event.sdp = withCandidatesOf(kinds, event.sdp);
    if (!isTheirs) onOurs(event.sdp);
  });
  let waiting: ReturnType<typeof setTimeout> | undefined;
  session.on('icecandidate', ({ candidate, ready }) => {
    // Without relays all ways are known at once; a relay that doesn't answer would hold the call up.
    if (route().access === null) return;
    if (candidate.type === 'relay') {
      clearTimeout(waiting);
      waiting = setTimeout(ready, FOR_MORE_RELAYS);
    } else waiting ??= setTimeout(ready, FOR_MORE);
  });
}

/** The relays of one connection, until `stop`. */
export function followRelays(
  connection: RTCPeerConnection,
  { route, renew }: CallWay,
): { readonly trouble: () => RelayTrouble | undefined; readonly stop: () => void } {
  const trouble = watchRelays(connection);
  if (route.access === null) return { trouble, stop: () => undefined };
  const stop = renewInTime(route.access, renew, (access) => {
    // For whatever way is looked for from now on; the one in use goes on.
    if (connection.signalingState !== 'closed')
      connection.setConfiguration(configurationOf({ ...route, access }));
  });
  return { trouble, stop };
}
