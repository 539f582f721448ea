import { dirname } from 'node:path';
import type { BrowserWindow } from 'electron';
import type { TFunction } from 'i18next';
import type { View } from '../contract/ipc.ts';
import { createTexts, resolveLanguage, type Language } from '../contract/text/index.ts';
import type { LoginItem } from './adapters/loginItem.ts';
import type { MeetingPools } from './adapters/meetingPool.ts';
import type { LogFile } from './adapters/log.ts';
import type { SettingsStore } from './adapters/settings.ts';
import type { Fault } from './core/faults.ts';
import type { MeetingHost } from './core/meetingHost.ts';
import type { PolicyKeeper } from './core/policyKeeper.ts';
import type { Telemetry } from './core/telemetry.ts';
import type { Warn } from './core/warnings.ts';
import { askAboutDumps } from './askAboutDumps.ts';
import { offerContextMenus } from './contextMenu.ts';
import { createCallHandlers } from './callHandlers.ts';
import { createConversationStates } from './core/conversationStates.ts';
import { createConversationHandlers } from './conversationHandlers.ts';
import { createSignInHandlers } from './signInHandlers.ts';
import { createHandlers } from './handlers.ts';
import { watchHands } from './hands.ts';
import { heedHands } from './heedHands.ts';
import { notify, serveCalls } from './ipc.ts';
import { systemLanguages } from './locale.ts';
import { createMeetingHandlers } from './meetingHandlers.ts';
import type { Meetings } from './meetings.ts';
import { followPolicy } from './followPolicy.ts';
import { followPower } from './followPower.ts';
import { openMeetings } from './openMeetings.ts';
import type { PoolKeeper } from './poolKeeper.ts';
import { setMenu } from './menu.ts';
import { createNotificationArea, hasNotificationArea } from './notificationArea.ts';
import { createNotifier } from './notifications.ts';
import { openWindows } from './openWindows.ts';
import { createOutside } from './outside.ts';
import type { People } from './people.ts';
import { recoverWindows } from './recoverWindows.ts';
import { saveExport } from './saveExport.ts';
import { tellOfAudit } from './tellOfAudit.ts';
import type { ViewerPage } from '../contract/viewer.ts';
import type { WindowPlacing } from './windowPlacing.ts';
import { showUnreadBadge } from './unreadBadge.ts';
import { createViews } from './views.ts';
import type { Windows } from './windows.ts';

export interface Desktop {
  /** Opens the main window, or brings it to the front. */
  readonly showMain: () => void;
  readonly meetings: Pick<Meetings, 'openLink' | 'hearHost' | 'finish'>;
  /** Shows in every window what has changed. */
  readonly refresh: () => void;
}

/** What menus and windows can open. */
function openersOf(
  windows: Windows,
  openViewerAt: (page: ViewerPage) => void,
  telemetry: Telemetry,
) {
  const showMain = windows.main.show;
  return {
    showMain,
    openHelp: () => {
      telemetry.countFeature('help');
      openViewerAt('catalogue');
    },
    openViewer: () => {
      openViewerAt('records');
    },
    openOptions: () => {
      showMain();
      notify('optionsRequested', undefined);
    },
    openProblem: windows.problem.show,
  };
}

/** The icons that show what waits: the one in the task bar, and the one beside the clock. */
function showWhatWaits(
  texts: () => TFunction,
  settings: SettingsStore,
  openers: ReturnType<typeof openersOf>,
) {
  const takesMinimized = () => settings.read().minimizeToNotificationArea;
  const area = hasNotificationArea
    ? createNotificationArea(texts, takesMinimized, openers)
    : undefined;
  return {
    refresh: () => area?.refresh(),
    follow: (window: BrowserWindow) => area?.follow(window),
    showUnread: (count: number) => {
      showUnreadBadge(count, texts());
      area?.showUnread(count);
    },
  };
}

type Talking = Omit<
  Parameters<typeof createCallHandlers>[0] &
    Parameters<typeof createConversationHandlers>[0] &
    Parameters<typeof createSignInHandlers>[0],
  'states' | 'leave'
>;

/** What people write and say to each other; who leaves ends their call. */
function createTalkHandlers(talking: Talking) {
  const states = createConversationStates(() => Date.now());
  const { handlers, keeper } = createCallHandlers({ ...talking, states });
  const leave = () => {
    keeper.abandon();
    talking.sessions.end();
    talking.notifier.showUnread(0);
  };
  return {
    leave,
    talkHandlers: {
      ...createSignInHandlers({ ...talking, states, leave }),
      ...createConversationHandlers({ ...talking, states }),
      ...handlers,
    },
  };
}

interface DesktopParts {
  settings: SettingsStore;
  telemetry: Telemetry;
  log: LogFile;
  reportException: (fault: Fault) => void;
  people: People;
  placing: WindowPlacing;
  loginItem: LoginItem;
  meetingHost: MeetingHost;
  meetingPools: MeetingPools;
  policies: PolicyKeeper;
  pools: PoolKeeper;
  warn: Warn;
  /** What the windows show besides the state of settings and telemetry. */
  facts: Pick<View, 'version' | 'serviceUrl' | 'logFile' | 'warnings'>;
}

/** Joins windows, menu and calls to what stands behind them. */
export function createDesktop(parts: DesktopParts): Desktop {
  const { settings, telemetry, log, facts } = parts;
  const language = (): Language => resolveLanguage(settings.read().language, systemLanguages());
  const texts = () => createTexts(language()).t;
  const { options, view, refresh } = createViews(parts, language);
  const hands = watchHands();
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

  const { sessions, provisioning } = parts.people;
  const notifier = createNotifier(texts, area.showUnread, (peer) => {
    telemetry.countFeature('notification');
    openers.showMain();
    notify('conversationRequested', { peer });
  });
  sessions.onChange(() => {
    notify('sessionChanged', sessions.session());
  });
  offerContextMenus(texts);
  const { meetings, openPool } = openMeetings(parts, windows);
  followPower(telemetry, openPool);
  recoverWindows(texts);
  const close = (which: 'crash' | 'problem' | 'meeting') => {
    windows[which].close();
  };
  const actions = {
    ...{ ...openers, view, close },
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
  const handlers = createHandlers({ ...parts, ...actions });
  const { talkHandlers, leave } = createTalkHandlers({
    ...{ sessions, telemetry, notifier, provisioning, settings, texts, hands },
    ...{ showMain: openers.showMain, outside, openPool },
    ...{ controls: windows.callControls, main: windows.main },
    isMeeting: (contents) => contents === windows.meeting.contents() && meetings.isThere(),
  });
  const mayAct = heedHands(hands, texts, options, () => performance.now());
  serveCalls(
    { ...handlers, ...talkHandlers, ...createMeetingHandlers(meetings) },
    mayAct,
    texts,
    log,
  );
  tellOfAudit(telemetry.audit, refresh);
  askAboutDumps(telemetry.crashes, windows.crash, refresh);
  showMenu();
  followPolicy({ ...parts, sessions, meetings, openPool, leave, main: windows.main });
  return { showMain: openers.showMain, refresh, meetings };
}
