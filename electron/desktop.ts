import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { powerMonitor, shell } from 'electron';
import type { TFunction } from 'i18next';
import type { CrashQuestion, View } from '../contract/ipc.ts';
import type { ViewerPage } from '../contract/viewer.ts';
import { createTexts, resolveLanguage, type Language } from '../contract/text/index.ts';
import type { LogFile } from './adapters/log.ts';
import type { SettingsStore } from './adapters/settings.ts';
import { serveApp } from './appProtocol.ts';
import type { Fault } from './core/faults.ts';
import type { Telemetry } from './core/telemetry.ts';
import { viewOf } from './core/view.ts';
import { askAboutDumps } from './askAboutDumps.ts';
import { createConversationHandlers } from './conversationHandlers.ts';
import { createHandlers } from './handlers.ts';
import { notify, serveCalls } from './ipc.ts';
import { systemLanguages } from './locale.ts';
import { setMenu } from './menu.ts';
import { createNotifier } from './notifications.ts';
import { readOptions } from './options.ts';
import type { People } from './people.ts';
import { recoverWindows } from './recoverWindows.ts';
import { sealWindows } from './security.ts';
import { saveExport } from './saveExport.ts';
import { tellOfAudit } from './tellOfAudit.ts';
import { createWindows } from './windows.ts';

const PRELOAD = join(import.meta.dirname, 'preload.cjs');
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

/** The windows, and what opens the viewer at one of its pages. */
function openWindows(texts: () => TFunction) {
  const titles = () => {
    const t = texts();
    return {
      main: t('main.title'),
      viewer: t('viewer.title'),
      crash: t('crash.title'),
      problem: t('problemReport.title'),
    };
  };
  let viewerPage: ViewerPage = 'records';
  const windows = createWindows(PRELOAD, titles, () => viewerPage);
  const openViewerAt = (page: ViewerPage) => {
    viewerPage = page;
    windows.viewer.show();
    notify('viewerRequested', page);
  };
  return { windows, openViewerAt };
}

/** Joins windows, menu and calls to what stands behind them. */
export function createDesktop(parts: {
  settings: SettingsStore;
  telemetry: Telemetry;
  log: LogFile;
  reportException: (fault: Fault) => void;
  people: People;
  /** What the windows show besides the state of settings and telemetry. */
  facts: Pick<View, 'version' | 'serviceUrl' | 'logFile' | 'warnings'>;
}): Desktop {
  const { settings, telemetry, log, facts } = parts;
  const language = (): Language => resolveLanguage(settings.read().language, systemLanguages());
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

  const { windows, openViewerAt } = openWindows(() => createTexts(language()).t);
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
    setMenu(createTexts(language()).t, {
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
  sealWindows(pool?.sip);
  serveApp(PAGES, pool?.sip);
  recoverWindows(() => createTexts(language()).t);
  const close = (which: 'crash' | 'problem') => {
    windows[which].close();
  };
  const exportAudit = () => saveExport(telemetry.audit, createTexts(language()).t);
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
