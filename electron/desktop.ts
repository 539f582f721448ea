import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { powerMonitor, shell } from 'electron';
import type { TFunction } from 'i18next';
import type { CrashQuestion, View } from '../contract/ipc.ts';
import { createTexts, resolveLanguage, type Language } from '../contract/text/index.ts';
import type { LogFile } from './adapters/log.ts';
import type { SettingsStore } from './adapters/settings.ts';
import { serveApp } from './appProtocol.ts';
import type { Fault } from './core/faults.ts';
import type { Telemetry } from './core/telemetry.ts';
import { viewOf } from './core/view.ts';
import { askAboutDumps } from './askAboutDumps.ts';
import { offerContextMenus } from './contextMenu.ts';
import { createConversationHandlers } from './conversationHandlers.ts';
import { createHandlers } from './handlers.ts';
import { notify, serveCalls } from './ipc.ts';
import { systemLanguages } from './locale.ts';
import { setMenu } from './menu.ts';
import { createNotifier } from './notifications.ts';
import { readOptions } from './options.ts';
import { openWindows } from './openWindows.ts';
import type { People } from './people.ts';
import { recoverWindows } from './recoverWindows.ts';
import { sealWindows } from './security.ts';
import { saveExport } from './saveExport.ts';
import { tellOfAudit } from './tellOfAudit.ts';
import type { WindowPlacing } from './windowPlacing.ts';

const PAGES = join(import.meta.dirname, '../renderer');

export interface Desktop {
  /** Opens the main window, or brings it to the front. */
  readonly showMain: () => void;
  /** Shows in every window what has changed. */
  readonly refresh: () => void;
}

/** Opens the folder that the log is in, or will be in once a line is written. */
const folderShower = (logFile: string) => () => {
  mkdirSync(dirname(logFile), { recursive: true });
  void shell.openPath(dirname(logFile));
};

/** Joins windows, menu and calls to what stands behind them. */
export function createDesktop(parts: {
  settings: SettingsStore;
  telemetry: Telemetry;
  log: LogFile;
  reportException: (fault: Fault) => void;
  people: People;
  placing: WindowPlacing;
  /** What the windows show besides the state of settings and telemetry. */
  facts: Pick<View, 'version' | 'serviceUrl' | 'logFile' | 'warnings'>;
}): Desktop {
  const { settings, telemetry, log, facts } = parts;
  const language = (): Language => resolveLanguage(settings.read().language, systemLanguages());
  const texts = () => createTexts(language()).t;
  const crash = (): CrashQuestion | null => {
    const dump = telemetry.crashes.question();
    if (!dump) return null;
    return { id: dump.id, line: new TextDecoder().decode(dump.line), dumpSize: dump.size };
  };
  const view = () =>
    viewOf(telemetry, readOptions(settings), { ...facts, language: language(), crash: crash() });
  const refresh = () => {
    notify('viewChanged', view());
  };

  const { windows, openViewerAt } = openWindows(texts, parts.placing);
  const showMain = windows.main.show;
  const openHelp = () => {
    telemetry.countFeature('help');
    openViewerAt('catalogue');
  };
  const openViewer = () => {
    openViewerAt('records');
  };
  const openOptions = () => {
    showMain();
    notify('optionsRequested', undefined);
  };
  const showMenu = () => {
    setMenu(texts(), {
      openHelp,
      openViewer,
      openOptions,
      openProblem: windows.problem.show,
      showLogFolder: folderShower(facts.logFile),
    });
  };

  const { pool, sessions, provisioning } = parts.people;
  const notifier = createNotifier((peer) => {
    telemetry.countFeature('notification');
    showMain();
    notify('conversationRequested', { peer });
  });
  sessions.onChange(() => {
    notify('sessionChanged', sessions.session());
  });
  powerMonitor.on('resume', () => {
    notify('networkReturned', undefined);
  });
  offerContextMenus(texts);
  sealWindows(pool?.sip);
  serveApp(PAGES, pool?.sip);
  recoverWindows(texts);
  const close = (which: 'crash' | 'problem') => {
    windows[which].close();
  };
  const exportAudit = () => saveExport(telemetry.audit, texts());
  const actions = {
    ...{ view, openHelp, openViewer, exportAudit, openOptions, close },
    onOptionsSaved: showMenu,
  };
  const talking = { sessions, telemetry, notifier, provisioning };
  serveCalls(
    { ...createHandlers({ ...parts, ...actions }), ...createConversationHandlers(talking) },
    log,
  );
  tellOfAudit(telemetry.audit, refresh);
  askAboutDumps(telemetry.crashes, windows.crash, refresh);
  showMenu();
  return { showMain, refresh };
}
