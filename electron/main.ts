import { join } from 'node:path';
import { app, crashReporter } from 'electron';
import { tracingLevelLock } from '../contract/consent.ts';
import type { Warning } from '../contract/warning.ts';
import { createEventLog, runTool } from './adapters/log/eventLog.ts';
import { createLoginItem } from './adapters/system/loginItem.ts';
import { openLog, type LogFile } from './adapters/log/log.ts';
import { createService } from './adapters/network/service.ts';
import { openSettings, type SettingsStore } from './adapters/files/settings.ts';
import { openWindowPlacements } from './adapters/files/windowPlacements.ts';
import { personalTexts, readSystemFacts } from './adapters/system/system.ts';
import { telemetryAddress } from './compose/addresses.ts';
import { registerAppScheme } from './windows/appProtocol.ts';
import { runCommand } from './commands/runCommand.ts';
import { createPoolDiscovery } from './adapters/network/poolDiscovery.ts';
import { createMeetingPools } from './adapters/network/meetingPool.ts';
import { createMeetingHost } from './core/meetings/meetingHost.ts';
import { registerLinks, takeLinks, type Links } from './shell/links.ts';
import { parseCommandLine, type CommandLine, type StartupProblem } from './commands/commandLine.ts';
import { createPolicyKeeper, policyOf } from './core/consent/policyKeeper.ts';
import { createPoolKeeper, ownPoolOf } from './compose/poolKeeper.ts';
import { setAsideTo, unusableTo, type Warn } from './core/telemetry/warnings.ts';
import { createScrub } from './core/records/scrub.ts';
import { createDesktop, type Desktop } from './compose/desktop.ts';
import { endStart, failToStart } from './shell/failToStart.ts';
import { regionalLanguage } from './shell/locale.ts';
import { openAccounts } from './compose/accounts.ts';
import { openDevicePolicies } from './compose/devicePolicies.ts';
import { endInOrder } from './shell/quitting.ts';
import { sealProcess, sealWindows } from './security/security.ts';
import { watchFailures } from './compose/watchFailures.ts';
import { warnOnce } from './compose/warnOnce.ts';
import { showOnDemand } from './shell/showOnDemand.ts';
import { becomeSingleInstance } from './shell/singleInstance.ts';
import { buildTelemetry } from './compose/telemetry.ts';
import { createWindowPlacing } from './windows/windowPlacement.ts';

const refuseToStart = (problem: StartupProblem): void => {
  endStart((t) =>
    problem.text === 'badUrl'
      ? t('startup.badUrl', problem.values)
      : t('startup.badSwitch', problem.values),
  );
};

/** What the windows show besides the state of settings and telemetry; the address is read when they ask. */
const factsOf = <Fixed extends object>(fixed: Fixed, address: () => URL | undefined) => ({
  ...fixed,
  get serviceUrl() {
    return address()?.href ?? null;
  },
});

/** Writes the log's lines to the system's event log too, while the person wants that. */
function writeEvents(log: LogFile, settings: SettingsStore, warn: Warn): void {
  const onProblem = (problem: string) => {
    warn({ kind: 'eventLogFailed', problem });
  };
  const { platform } = process;
  const now = () => Date.now();
  const isOn = () => settings.read().eventLog;
  log.onLine(createEventLog({ platform, run: runTool, now, isOn, onProblem }));
}

/** What Candor runs on, for the person to read. */
const runtimeOf = ({ electron, chrome, node }: NodeJS.ProcessVersions) => ({
  electron,
  chromium: chrome,
  node,
});

const versionsOf = ({ electron, chrome }: NodeJS.ProcessVersions) => ({
  electronVersion: electron,
  chromiumVersion: chrome,
});

/** A guest sees the meeting that they were invited to, and no desktop; everyone else sees both. */
async function showFirst(
  { showMain, meetings }: Desktop,
  link: string | undefined,
  isGuest: boolean,
): Promise<void> {
  if (!isGuest) showMain();
  if (link !== undefined) meetings.openLink(link);
  // The host's decision must be known before a guest's session is counted.
  if (isGuest) await meetings.updateHost();
}

async function run(commandLine: CommandLine, links: Links): Promise<void> {
  const { policyFiles, telemetryUrl } = commandLine;
  const folder = app.getPath('userData');
  const [name, version] = [app.getName(), app.getVersion()];
  const warnings: Warning[] = [];

  const settings = openSettings(folder, Date.now());
  if (settings.setAside) warnings.push({ kind: 'settingsSetAside', file: settings.setAside });
  let scrubNow = createScrub({ ...personalTexts(), folders: [folder] });
  const scrub = (text: string) => scrubNow(text);
  const logFile = join(app.getPath('logs'), 'candor.log');
  const { warn, showIn } = warnOnce(warnings);
  const onSetAside = setAsideTo(warn, 'fileSetAside');
  const onUnusable = unusableTo(warn, 'logUnusable');
  const log = openLog(logFile, 'Off', scrub, { onSetAside, onUnusable });
  const userAgent = `${name}/${version}`;
  const onDevice = await openDevicePolicies(policyFiles);
  const pools = createPoolKeeper(policyOf(onDevice), commandLine.pool, ownPoolOf(settings));
  const people = openAccounts({ folder, pool: pools.address, userAgent, log, warn });
  people.onNamesChange(() => {
    const person = people.names();
    scrubNow = createScrub({ ...personalTexts(), folders: [folder], person });
  });
  const meetingHost = createMeetingHost(() => Date.now());
  const link = links.first();
  const isGuest = link !== undefined && !(await people.sessions.signIn()).automatic;
  const policies = createPolicyKeeper([...people.organisations.sources, ...onDevice], meetingHost);
  const address = () => telemetryAddress(policies.policy(), telemetryUrl);
  const service = createService(address, userAgent);
  policies.onChange(service.moved);
  const level = () => tracingLevelLock(policies.policy())?.level ?? settings.read().logging;
  log.setLevel(level());

  const { telemetry, close } = buildTelemetry({
    folder,
    crashFolder: app.getPath('crashDumps'),
    logFile,
    dumpChoice: () => settings.read().memoryDumps,
    versions: versionsOf(process.versions),
    app: { name, version },
    choice: settings.read().choice,
    surface: isGuest ? 'meetings' : 'desktop',
    policies,
    service,
    log,
    scrub,
    warn,
    account: people.sessions.account,
    organisation: () => people.organisations.organisation()?.name,
  });
  const windows: { desktop?: Desktop } = {};
  const reportException = watchFailures(
    telemetry,
    log,
    (contents) => windows.desktop?.isMeetingWindow(contents) ?? false,
  );
  writeEvents(log, settings, warn);

  const facts = factsOf(
    { version, runtime: runtimeOf(process.versions), dataFolder: folder, logFile, warnings },
    address,
  );
  telemetry.onErrorsWithdrawn(people.sessions.forgetThreads);
  const placing = createWindowPlacing(openWindowPlacements(folder, Date.now(), onSetAside), log);
  const desktop = createDesktop({
    settings,
    telemetry,
    log,
    reportException,
    people,
    placing,
    facts,
    meetingHost,
    policies,
    pools,
    warn,
    askDomain: createPoolDiscovery(userAgent),
    loginItem: createLoginItem(app),
    meetingPools: createMeetingPools(userAgent, people.deviceAt),
  });
  windows.desktop = desktop;
  showIn(desktop);
  telemetry.onChange(() => {
    log.setLevel(level());
    desktop.refresh();
  });
  const sendLast = async () => {
    await desktop.meetings.finish();
    people.sessions.close();
    return telemetry.sendLast();
  };
  showOnDemand(desktop, endInOrder({ sendLast, close, log }), links);
  log.info(`${name} ${version} started`);
  const system = readSystemFacts(name, regionalLanguage());
  await showFirst(desktop, link, isGuest);
  telemetry.start(await system);
}

function main(): void {
  if (runCommand(process.argv, process.defaultApp)) return;
  const commandLine = parseCommandLine(process.argv, process.env);
  if (!commandLine.ok) {
    void app.whenReady().then(() => {
      refuseToStart(commandLine.problem);
    });
    return;
  }
  if (!becomeSingleInstance()) return;
  // It can't be stopped once started, and would upload by itself: so it only ever writes dumps.
  crashReporter.start({ uploadToServer: false });
  // The ID of the installer's shortcuts, without which Windows shows no notification.
  if (app.isPackaged) app.setAppUserModelId('com.candor.desktop');
  const links = takeLinks(commandLine.value.link);
  registerAppScheme();
  sealProcess();
  void app.whenReady().then(() => {
    // Before anything is awaited: the way to the pool is opened once the pool is known.
    sealWindows(undefined);
    registerLinks();
    run(commandLine.value, links).catch(failToStart);
  });
}

main();
