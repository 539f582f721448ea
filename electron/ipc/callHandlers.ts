import type { WebContents } from 'electron';
import type { TFunction } from 'i18next';
import type { Handlers } from '../../contract/ipc.ts';
import { keepCallControls } from '../windows/callControls.ts';
import { systemClock } from '../adapters/system/clock.ts';
import type { SettingsStore } from '../adapters/files/settings.ts';
import { createCallRoutes } from '../core/calls/callRoutes.ts';
import { createCallKeeper, type CallKeeper } from '../core/calls/callKeeper.ts';
import { createConversationReports } from '../core/conversations/conversationReports.ts';
import type { createConversationStates } from '../core/conversations/conversationStates.ts';
import { usageMinutes } from '../core/calls/minutes.ts';
import type { CandorTelemetry } from '../core/product/candorTelemetry.ts';
import type { UserActivation } from '../security/userActivation.ts';
import { notify } from './serveCalls.ts';
import type { Notifier } from '../shell/notifications.ts';
import type { Seal } from '../security/security.ts';
import type { Provisioning } from '../adapters/network/provisioning.ts';
import type { Log } from '../core/ports/system.ts';
import type { SessionKeeper } from '../compose/sessionKeeper.ts';
import type { SingleWindow } from '../windows/windows.ts';

/** Why a call ended whose window crashed. */
const CRASHED = 'interrupted';

/** A call ends with the page that holds it, however that goes away. */
function watchHolder(contents: WebContents, keeper: CallKeeper): void {
  contents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
    if (isMainFrame && !isSameDocument) keeper.abandon();
  });
  contents.on('destroyed', () => {
    keeper.abandon();
  });
  contents.on('render-process-gone', () => {
    keeper.abandon(CRASHED);
  });
}

/** The window that holds the current call, and its access to the other's device, which ends with the call. */
function createHolding(keeper: CallKeeper, { allowPeers }: Pick<Seal, 'allowPeers'>) {
  const known = new WeakSet<WebContents>();
  let holder: WebContents | undefined;
  keeper.onChange((call) => {
    if (!call && holder?.isDestroyed() === false) allowPeers(holder, false);
  });
  return {
    current: () => holder,
    take(contents: WebContents) {
      holder = contents;
      if (known.has(contents)) return;
      known.add(contents);
      watchHolder(contents, keeper);
    },
  };
}

/** The main process's part in calls: what is counted and kept of them, and shown elsewhere. */
export function createCallHandlers(parts: {
  readonly sessions: SessionKeeper;
  readonly telemetry: CandorTelemetry;
  readonly settings: SettingsStore;
  readonly notifier: Notifier;
  readonly controls: SingleWindow;
  readonly main: Pick<SingleWindow, 'contents'>;
  readonly states: ReturnType<typeof createConversationStates>;
  readonly texts: () => TFunction;
  /** What a peer is called. */
  readonly nameOf: (peer: string) => string;
  readonly showMain: () => void;
  readonly hands: UserActivation;
  /** Whether this is the window of a meeting that its pool knows. */
  readonly isMeeting: (contents: WebContents) => boolean;
  /** The addresses of the relays that the open meeting's pool names. */
  readonly meetingRelays: () => readonly string[];
  readonly seal: Pick<Seal, 'allowPeers' | 'openRelays'>;
  readonly provisioning: Provisioning;
  readonly log: Log;
}) {
  const { sessions, telemetry, settings, notifier, texts } = parts;
  const elapsed = () => performance.now();
  const minutes = usageMinutes({ telemetry, clock: systemClock, elapsed });
  const keeper = createCallKeeper({
    now: () => systemClock.now(),
    elapsed,
    history: () => sessions.history(),
    nameOf: parts.nameOf,
    counts: telemetry.historyCounts,
    beginMinutes: minutes.begin,
    reports: createConversationReports(telemetry.failures),
    stateOf: (peer) => parts.states.of(peer),
  });
  const updateControls = keepCallControls(
    parts.controls,
    () => keeper.current() !== null && settings.read().callControls,
  );
  keeper.onChange((call) => {
    notify('callChanged', call);
    const rings = call?.phase === 'ringing' && call.direction === 'Incoming';
    notifier.showCaller(
      rings ? { ...call, title: texts()('calls.incoming', { name: call.name }) } : null,
    );
    updateControls();
  });
  const holding = createHolding(keeper, parts.seal);
  const routes = createCallRoutes({
    policy: telemetry.policy,
    ask: parts.provisioning.askRelays,
    account: sessions.signIn,
    log: parts.log,
  });
  const isCalling = (contents: WebContents) =>
    sessions.session() !== null && keeper.current() !== null && contents === holding.current();
  return {
    keeper,
    handlers: {
      tellCall(report, sender) {
        if (sender !== parts.main.contents()) throw new Error('only the main window has calls');
        if (!sessions.session()) throw new Error('who calls is signed in');
        holding.take(sender);
        const kept = keeper.changed(report);
        if (kept?.call?.outcome === 'missed')
          notifier.tell(
            { ...kept, text: texts()('calls.kept.missed') },
            sessions.history().unread(),
          );
        if (kept) parts.states.moved(kept.peer);
        return kept;
      },
      showMain() {
        parts.showMain();
      },
      allowPeers(areAllowed, sender) {
        if (areAllowed && !isCalling(sender) && !parts.isMeeting(sender))
          throw new Error('this window is in no call and no meeting');
        parts.seal.allowPeers(sender, areAllowed);
      },
      async getCallRoute(_nothing, sender) {
        if (isCalling(sender)) {
          const route = await routes.ofCall();
          // The call may have ended while the pool was asked.
          if (isCalling(sender)) await parts.seal.openRelays(sender, route.access?.uris ?? []);
          return route;
        }
        if (!parts.isMeeting(sender)) throw new Error('this window is in no call and no meeting');
        const route = routes.ofMeeting();
        await parts.seal.openRelays(sender, route.mayRelay ? parts.meetingRelays() : []);
        return route;
      },
      getCall: keeper.current,
      commandCall(command) {
        const holder = holding.current();
        // The person pressed in the call controls, but the call's own window carries it out.
        if (command === 'answer' && holder) parts.hands.lend(holder);
        notify('callCommanded', command);
      },
    } satisfies Partial<Handlers<WebContents>>,
  };
}
