import type { CallRoute } from '../../../contract/callRoute.ts';
import { effective } from '../../../contract/effectivePolicy.ts';
import { parseRelayAccess, type RelayAccess } from '../../../contract/relays.ts';
import type { Policy } from '../../../contract/consent.ts';
import type { AskPool } from '../ports/organisationPool.ts';
import type { Log } from '../ports/system.ts';

/** Which ways the sound of a call or a meeting may take, by policy and by what the pool names. */
export interface CallRoutes {
  /** Asks the pool for new access to its relays, if they may be used. */
  readonly ofCall: () => Promise<CallRoute>;
  /** A meeting's room gives the access itself. */
  readonly ofMeeting: () => CallRoute;
}

export function createCallRoutes(ports: {
  readonly policy: () => Policy;
  /** Requests `GET /v1/relays`, which answers at once. */
  readonly ask: AskPool;
  /** Who is signed in, if anyone. */
  readonly account: () => Promise<{
    readonly account: string | null;
    readonly password: string | null;
  }>;
  readonly log: Log;
}): CallRoutes {
  const ofMeeting = (): CallRoute => ({
    relayOnly: effective(ports.policy(), 'RelayOnly')?.value === true,
    mayRelay: effective(ports.policy(), 'MediaRelay')?.value !== false,
    access: null,
  });
  /** @returns null if the pool names no relays, or can't be asked. */
  const askAccess = async (): Promise<RelayAccess | null> => {
    const { account, password } = await ports.account();
    if (account === null || password === null) return null;
    const said = await ports.ask({ account, password, etag: undefined, wait: 0 }).answer;
    if (said.kind === 'failed') ports.log.info(`calls: no relays: ${said.problem}`);
    if (said.kind !== 'word') return null;
    const parsed = parseRelayAccess(said.text);
    if (!parsed.ok) ports.log.info(`calls: no relays: ${parsed.problem}`);
    return parsed.ok ? parsed.value : null;
  };
  return {
    ofMeeting,
    async ofCall() {
      const route = ofMeeting();
      return route.mayRelay ? { ...route, access: await askAccess() } : route;
    },
  };
}
