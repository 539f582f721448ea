import { dirname } from 'node:path';
import type { WebContents } from 'electron';
import type { TFunction } from 'i18next';
import type { View } from '../../contract/ipc.ts';
import { personName } from '../../contract/personName.ts';
import { createTexts, resolveLanguage, type Language } from '../../contract/text/index.ts';
import type { LoginItem } from '../adapters/system/loginItem.ts';
import type { MeetingPools } from '../core/ports/meetingPools.ts';
import type { LogFile } from '../adapters/log/log.ts';
import type { SettingsStore } from '../adapters/files/settings.ts';
import type { Fault } from '../core/records/faults.ts';
import type { MeetingHost } from '../core/meetings/meetingHost.ts';
import type { PolicyKeeper } from '../core/consent/policyKeeper.ts';
import type { CandorTelemetry } from '../core/product/candorTelemetry.ts';
import type { Warn } from '../core/telemetry/warnings.ts';
import { askAboutDumps } from '../windows/askAboutDumps.ts';
import { offerContextMenus } from '../shell/contextMenu.ts';
import { createCallHandlers } from '../ipc/callHandlers.ts';
import { createConversationStates } from '../core/conversations/conversationStates.ts';
import { createConversationHandlers } from '../ipc/conversationHandlers.ts';
import type { AskDomain } from '../adapters/network/poolDiscovery.ts';
import { createPoolHandlers } from '../ipc/poolHandlers.ts';
import { createConfirmPool } from '../shell/confirmPool.ts';
import { createSignInHandlers } from '../ipc/signInHandlers.ts';
import { createHandlers } from '../ipc/handlers.ts';
import { watchUserActivation } from '../security/userActivation.ts';
import { requireUserActivation } from '../security/requireUserActivation.ts';
import { notify, serveCalls } from '../ipc/serveCalls.ts';
import { systemLanguages } from '../shell/locale.ts';
import { createMeetingHandlers } from '../ipc/meetingHandlers.ts';
import type { Meetings } from '../core/meetings/meetings.ts';
import { followPolicy } from './followPolicy.ts';
import { openersOf } from './openers.ts';
import { showWhatWaits } from './showWhatWaits.ts';
import { followPower } from './followPower.ts';
import { openMeetings } from './meetings.ts';
import type { PoolKeeper } from './poolKeeper.ts';
import { setMenu } from '../shell/menu.ts';
import { createNotifier } from '../shell/notifications.ts';
import { openWindows } from '../windows/openWindows.ts';
import { createOutside } from '../shell/openOutside.ts';
import type { Accounts } from './accounts.ts';
import { recoverWindows } from '../windows/recoverWindows.ts';
import { saveExport } from '../shell/saveExport.ts';
import { notifyOfAudit } from '../ipc/notifyOfAudit.ts';
import type { WindowPlacing } from '../windows/windowPlacement.ts';
import { createViews } from '../ipc/views.ts';

export interface Desktop {
  /** Opens the main window, or brings it to the front. */
  readonly showMain: () => void;
  readonly meetings: Pick<Meetings, 'openLink' | 'updateHost' | 'finish'>;
  /** Updates every window. */
  readonly refresh: () => void;
  readonly isMeetingWindow: (contents: WebContents) => boolean;
}

type Talking = Omit<
  Parameters<typeof createCallHandlers>[0] &
    Parameters<typeof createConversationHandlers>[0] &
    Parameters<typeof createSignInHandlers>[0],
  'states' | 'leave'
>;

/** What people write and say to each other; whoever leaves ends their call. */
function createPeopleHandlers(talking: Talking) {
  const states = createConversationStates(() => Date.now());
  const { handlers, keeper } = createCallHandlers({ ...talking, states });
  const leave = () => {
    keeper.abandon();
    talking.sessions.end();
    talking.notifier.showUnread(0);
  };
  return {
    leave,
    peopleHandlers: {
      ...createSignInHandlers({ ...talking, states, leave }),
      ...createConversationHandlers({ ...talking, states }),
      ...handlers,
    },
  };
}

/**
 * Tells the windows who is signed in and when colleagues' names change.
 * @returns what a peer is called.
 */
function createNaming({ sessions, colleagues }: Accounts, texts: () => TFunction) {
  sessions.onChange(() => {
    notify('sessionChanged', sessions.session());
  });
  colleagues.onChange(() => {
    notify('colleaguesChanged', undefined);
  });
  return (peer: string): string => {
    const known = { contacts: sessions.contacts(), colleagueName: colleagues.nameOf };
    return personName(peer, known, texts());
  };
}

interface DesktopParts {
  settings: SettingsStore;
  telemetry: CandorTelemetry;
  log: LogFile;
  reportException: (fault: Fault, contents: WebContents) => void;
  people: Accounts;
  placing: WindowPlacing;
  loginItem: LoginItem;
  meetingHost: MeetingHost;
  meetingPools: MeetingPools;
  policies: PolicyKeeper;
  pools: PoolKeeper;
  warn: Warn;
  askDomain: AskDomain;
  /** What the windows show besides the state of settings and telemetry. */
  facts: Pick<View, 'version' | 'serviceUrl' | 'logFile' | 'dataFolder' | 'runtime' | 'warnings'>;
}

/** Connects windows, menu and calls to the parts behind them. */
export function createDesktop(parts: DesktopParts): Desktop {
  const { settings, telemetry, log, facts } = parts;
  const language = (): Language => resolveLanguage(settings.read().language, systemLanguages());
  const texts = () => createTexts(language()).t;
  const { options, view, refresh } = createViews(parts, language);
  const hands = watchUserActivation();
  const { windows, openViewerAt } = openWindows(texts, parts.placing);
  const openers = openersOf(windows, openViewerAt, telemetry);
  const outside = createOutside(texts);
  const logFolder = dirname(facts.logFile);
  const showLogFolder = () => void outside.openFolder(logFolder);
  const showMenu = () => {
    setMenu(texts(), { ...openers, showLogFolder });
    area.refresh();
  };
  const area = showWhatWaits(texts, settings, openers);
  windows.main.onOpened(area.follow);

  const { sessions, colleagues, provisioning, pool, deviceAt } = parts.people;
  const nameOf = createNaming(parts.people, texts);
  const notifier = createNotifier(nameOf, area.showUnread, (peer) => {
    telemetry.countKey('featureUse', 'notification');
    openers.showMain();
    notify('conversationRequested', { peer });
  });
  offerContextMenus(texts);
  const { meetings, openPool, seal } = openMeetings(parts, windows);
  followPower(telemetry, openPool);
  recoverWindows(texts);
  const close = (which: 'crash' | 'problem' | 'meeting') => {
    windows[which].close();
  };
  const actions = {
    ...openers,
    view,
    close,
    openFolder: (which: 'logs' | 'data') => {
      void outside.openFolder(which === 'logs' ? logFolder : facts.dataFolder);
    },
    exportAudit: () => saveExport(telemetry.audit, texts()),
    clearLog: () => {
      const problem = log.clear();
      if (problem !== undefined) parts.warn({ kind: 'logNotCleared', problem, folder: logFolder });
    },
    onOptionsSaved: () => {
      showMenu();
      refresh();
    },
  };
  const isMeetingWindow = (contents: WebContents) => contents === windows.meeting.contents();
  const handlers = createHandlers({ ...parts, ...actions, outside, isMeetingWindow });
  const { peopleHandlers, leave } = createPeopleHandlers({
    sessions,
    colleagues,
    nameOf,
    telemetry,
    notifier,
    provisioning,
    pool,
    deviceAt,
    settings,
    texts,
    hands,
    showMain: openers.showMain,
    outside,
    openPool,
    controls: windows.callControls,
    main: windows.main,
    isMeeting: (contents) => isMeetingWindow(contents) && meetings.isThere(),
    meetingRelays: meetings.relays,
    seal,
    log,
  });
  const poolHandlers = createPoolHandlers({
    ...parts,
    sessions,
    confirm: createConfirmPool(texts),
  });
  const mayAct = requireUserActivation(hands, texts, options, () => performance.now());
  serveCalls(
    { ...handlers, ...peopleHandlers, ...poolHandlers, ...createMeetingHandlers(meetings) },
    mayAct,
    texts,
    log,
  );
  notifyOfAudit(telemetry.audit, refresh);
  askAboutDumps(telemetry.crashes, windows.crash, refresh);
  showMenu();
  followPolicy({ ...parts, sessions, meetings, openPool, leave, main: windows.main, refresh });
  return { showMain: openers.showMain, refresh, meetings, isMeetingWindow };
}
