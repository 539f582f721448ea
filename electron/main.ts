import { join } from 'node:path';
import { app, dialog } from 'electron';
import { tracingLevelLock } from '../contract/consent.ts';
import type { View, Warning } from '../contract/ipc.ts';
import { createTexts, resolveLanguage, type Language } from '../contract/text/index.ts';
import { catchExceptions } from './adapters/exceptions.ts';
import { openLog } from './adapters/log.ts';
import { createPolicyFile } from './adapters/policyFile.ts';
import { createService } from './adapters/service.ts';
import { openSettings } from './adapters/settings.ts';
import { personalTexts, readSystemFacts } from './adapters/system.ts';
import { registerAppScheme, serveApp } from './appProtocol.ts';
import { parseCommandLine, type CommandLine, type StartupProblem } from './commandLine.ts';
import { createPolicyKeeper, type PolicyKeeper } from './core/policyKeeper.ts';
import { createScrub } from './core/scrub.ts';
import { viewOf } from './core/view.ts';
import { createHandlers } from './handlers.ts';
import { notify, serveCalls } from './ipc.ts';
import { regionalLanguage, systemLanguages } from './locale.ts';
import { setMenu } from './menu.ts';
import { readOptions } from './options.ts';
import { sealProcess, sealWindows } from './security.ts';
import { buildTelemetry } from './telemetry.ts';
import { createWindows } from './windows.ts';

const PRELOAD = join(import.meta.dirname, 'preload.cjs');
const PAGES = join(import.meta.dirname, '../renderer');
const MACHINE_POLICY = '/etc/candor/policy.json';

function refuseToStart(problem: StartupProblem): void {
  const { t } = createTexts(resolveLanguage('system', systemLanguages()));
  const text =
    problem.text === 'badUrl'
      ? t('startup.badUrl', problem.values)
      : t('startup.badSwitch', problem.values);
  dialog.showErrorBox(t('startup.title'), text);
  app.exit(1);
}

function openPolicies({ policyFiles }: CommandLine): PolicyKeeper {
  const now = () => Date.now();
  const machine = createPolicyFile({
    source: 'machine',
    path: MACHINE_POLICY,
    missing: 'absent',
    trusted: 'root',
    now,
  });
  const named = policyFiles.map((path) =>
    createPolicyFile({
      source: 'policy-file',
      path,
      missing: 'unreadable',
      trusted: 'anyone',
      now,
    }),
  );
  return createPolicyKeeper([...(process.platform === 'linux' ? [machine] : []), ...named]);
}

function run(commandLine: CommandLine): void {
  const folder = app.getPath('userData');
  const version = app.getVersion();
  const { telemetryUrl } = commandLine;
  const warnings: Warning[] = [];

  const settings = openSettings(folder, Date.now());
  if (settings.setAside) warnings.push({ kind: 'settingsSetAside', file: settings.setAside });
  const scrub = createScrub(personalTexts());
  const logFile = join(app.getPath('logs'), 'candor.log');
  const policies = openPolicies(commandLine);
  const level = () => tracingLevelLock(policies.policy())?.level ?? settings.read().logging;
  const log = openLog(logFile, level(), scrub);

  const { telemetry, close } = buildTelemetry({
    folder,
    app: { name: app.getName(), version },
    choice: settings.read().choice,
    policies,
    service: telemetryUrl && createService(telemetryUrl, `${app.getName()}/${version}`),
    log,
    scrub,
    onSetAside: (file) => {
      warnings.push({ kind: 'outboxSetAside', file });
      notify('viewChanged', view());
    },
  });
  catchExceptions(telemetry.reportException);

  const language = (): Language => resolveLanguage(settings.read().language, systemLanguages());
  const view = (): View =>
    viewOf(telemetry, readOptions(settings), {
      version,
      language: language(),
      serviceUrl: telemetryUrl?.href ?? null,
      logFile,
      warnings,
    });
  const windows = createWindows(PRELOAD, () => {
    const { t } = createTexts(language());
    return { main: t('main.title'), help: t('help.title') };
  });
  const showMenu = () => {
    setMenu(createTexts(language()).t, {
      openHelp: windows.showHelp,
      openOptions: () => {
        windows.showMain();
        notify('optionsRequested', undefined);
      },
    });
  };

  const showView = () => {
    notify('viewChanged', view());
  };
  const onOptionsSaved = () => {
    showMenu();
    showView();
  };

  sealWindows();
  serveApp(PAGES);
  const { showMain, showHelp } = windows;
  serveCalls(createHandlers({ settings, telemetry, log, view, showHelp, onOptionsSaved }), log);
  showMenu();
  telemetry.onChange(() => {
    log.setLevel(level());
    showView();
  });
  app.on('second-instance', showMain);
  app.on('activate', showMain);
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  app.on('will-quit', close);
  showMain();
  void readSystemFacts(app.getName(), regionalLanguage()).then(telemetry.start);
}

function main(): void {
  const commandLine = parseCommandLine(process.argv, process.env);
  if (!commandLine.ok) {
    void app.whenReady().then(() => {
      refuseToStart(commandLine.problem);
    });
    return;
  }
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  registerAppScheme();
  sealProcess();
  void app.whenReady().then(() => {
    run(commandLine.value);
  });
}

main();
