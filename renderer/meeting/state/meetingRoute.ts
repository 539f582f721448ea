import type { CallRoute } from '../../../contract/callRoute.ts';
import type { RelayAccess } from '../../../contract/relays.ts';
import { renewInTime } from '../../media/relays.ts';

/** The ways that a meeting's sound may take: by this device's policy, and by what the room says. */
export interface MeetingRoute {
  /** What this device's policy says, before anybody is joined. */
  readonly begin: (own: CallRoute) => void;
  /** @param isRelayOnly whether the host's organisation lets nobody's sound go past relays. */
  readonly joined: (access: RelayAccess | undefined, isRelayOnly: boolean) => void;
  readonly renewed: (access: RelayAccess) => void;
  readonly stop: () => void;
}

/**
 * @param ask asks the room for new access, which it answers by `renewed`.
 * @param apply called with each route, which holds for everything from then on.
 */
export function createMeetingRoute(
  ask: () => void,
  apply: (route: CallRoute) => void,
): MeetingRoute {
  let route: CallRoute = { relayOnly: false, mayRelay: true, access: null };
  let stop = (): void => undefined;
  const take = (access: RelayAccess): void => {
    stop();
    if (!route.mayRelay) return;
    route = { ...route, access };
    stop = renewInTime(
      access,
      () => {
        ask();
        return Promise.resolve(null);
      },
      () => undefined,
    );
  };
  let own = route;
  return {
    begin(said) {
      own = said;
      apply((route = said));
    },
    joined(access, isRelayOnly) {
      route = { ...own, relayOnly: own.relayOnly || isRelayOnly };
      if (access) take(access);
      apply(route);
    },
    renewed(access) {
      take(access);
      apply(route);
    },
    stop: () => {
      stop();
    },
  };
}
