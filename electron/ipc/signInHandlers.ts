import type { Handlers } from '../../contract/ipc.ts';
import type { Provisioning } from '../adapters/network/provisioning.ts';
import type { PoolAddress } from '../core/consent/serverAddress.ts';
import { createConversationReports } from '../core/conversations/conversationReports.ts';
import type { createConversationStates } from '../core/conversations/conversationStates.ts';
import type { DeviceAt } from '../core/account/deviceInstance.ts';
import type { CandorTelemetry } from '../core/product/candorTelemetry.ts';
import type { Notifier } from '../shell/notifications.ts';
import type { SessionKeeper } from '../compose/sessionKeeper.ts';

interface Parts {
  readonly sessions: SessionKeeper;
  readonly telemetry: CandorTelemetry;
  readonly notifier: Notifier;
  readonly provisioning: Provisioning;
  readonly pool: () => PoolAddress | undefined;
  readonly deviceAt: DeviceAt;
  readonly states: ReturnType<typeof createConversationStates>;
  /** Opens the way to the pool through the current network; resolves once it is open. */
  readonly openPool: () => Promise<void>;
  /** The person leaves, and with them the current call. */
  readonly leave: () => void;
}

/** What the main window asks and reports about signing in and its connection to the pool. */
export function createSignInHandlers({
  sessions,
  telemetry,
  notifier,
  provisioning,
  states,
  leave,
  openPool,
  pool,
  deviceAt,
}: Parts) {
  const reports = createConversationReports(telemetry.failures);
  return {
    getSignIn: sessions.signIn,
    async openPoolWay({ account }) {
      await openPool();
      const at = pool();
      return at ? deviceAt(at.http, account) : null;
    },
    signInAttempted: () => {
      telemetry.count('census', 'signInAttempts');
    },
    async signedIn(accepted) {
      const session = await sessions.begin(accepted);
      if (!session) return null;
      telemetry.historyCounts.takeOver(sessions.history());
      states.connected();
      notifier.showUnread(sessions.history().unread());
      return session;
    },
    signInFailed({ cause, code }) {
      telemetry.count('census', 'signInFailures');
      // A wrong password is the person's own, and no error of Candor's; it is not tried again.
      if (cause === 'credentials') leave();
      else reports.signInFailure(code ?? cause);
    },
    signedOut() {
      telemetry.countKey('featureUse', 'signOut');
      leave();
    },
    connectionLost({ code, quality }) {
      states.disconnected();
      reports.connectionLoss(code, quality ?? {});
    },
    // An unreachable pool may need another way by now, as on a device that was carried elsewhere.
    checkPool: async () => (await Promise.all([provisioning.check(), openPool()]))[0],
  } satisfies Partial<Handlers>;
}
