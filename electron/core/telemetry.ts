import { surfaces, type Category, type Surface } from '../../contract/catalogue.ts';
import type { Choice, Decision, Policy } from '../../contract/consent.ts';
import type { DumpChoice, FeatureName } from '../../contract/ipc.ts';
import { createAudit, type Audit, type AuditPorts } from './audit.ts';
import { createCensus } from './census.ts';
import { createCollector, type Collector } from './collector.ts';
import { createConsentKeeper, type ConsentKeeper } from './consentKeeper.ts';
import { createConversationReports, type ConversationReports } from './conversationReports.ts';
import { createDays } from './days.ts';
import { createCrashReporting, type CrashReporting } from './crash/crashReporting.ts';
import { createEncode, type Encode } from './entry.ts';
import { createFaults, type Fault } from './faults.ts';
import { createLogExcerpt } from './logExcerpt.ts';
import { hashAccount, ownerOf } from './identity.ts';
import type { Condition, Drawers, DumpFiles, SessionMark, SystemFacts, Versions } from './ports.ts';
import { startRounds } from './rounds.ts';
import { createUploader } from './uploader.ts';
import { createUsage } from './usage.ts';
import { watchDrawers } from './watchedDrawers.ts';
import { discard, withdrawWhenRefused, type Holders } from './withdrawal.ts';

export interface Telemetry {
  /** Counts this session, and begins to send. */
  readonly start: (facts: SystemFacts) => void;
  readonly countFeature: (name: FeatureName) => void;
  readonly countSignIn: (what: 'signInAttempts' | 'signInFailures') => void;
  readonly countMessage: (what: 'imSent' | 'imReceived') => void;
  /** What goes wrong between the person and the pool. */
  readonly reports: Omit<ConversationReports, 'forget'>;
  /** Takes a line of the log, for the excerpt of an error report. */
  readonly noteLogLine: (line: string) => void;
  readonly reportException: (fault: Fault) => void;
  /** Crashes, hangs, their memory dumps, and problems that the person reports. */
  readonly crashes: Pick<
    CrashReporting,
    'report' | 'question' | 'answer' | 'onQuestion' | 'problems'
  >;
  readonly decision: (category: Category, surface: Surface) => Decision;
  readonly choice: () => Choice;
  readonly policy: () => Policy;
  /** Called when error reports are newly refused, with everything of theirs already gone. */
  readonly onErrorsWithdrawn: (listener: () => void) => void;
  /** Before these return, what is newly refused is gone from memory and disk, and its upload aborted. */
  readonly choose: (choice: Choice) => void;
  readonly applyPolicy: (policy: Policy) => void;
  readonly onChange: (listener: () => void) => void;
  /** What the viewer shows and does. */
  readonly audit: Audit;
  /**
   * Deletes every error report here, and asks the service to erase those it holds; before it returns, the
   * request is on disk. Throws where the disk refuses that.
   */
  readonly eraseErrors: () => void;
  /** Writes everything pending to disk, and stops sending. */
  readonly stop: () => void;
}

export interface TelemetryPorts extends AuditPorts {
  readonly drawers: Drawers;
  readonly encodeUtf8: (text: string) => Uint8Array;
  readonly scrub: (text: string) => string;
  readonly condition: () => Condition;
  readonly versions: Versions;
  readonly dumps: DumpFiles;
  readonly mark: SessionMark;
  /** What the person chose to become of memory dumps, as of now. */
  readonly dumpChoice: () => DumpChoice;
  /** The log's last lines between two instants, in milliseconds since 1970. */
  readonly logBetween: (from: number, until: number) => string;
  /** The account in clear text, as of now. */
  readonly account: () => string;
  /** The registered name of the person's organisation, where the pool has told it. */
  readonly organisation: () => string | undefined;
  readonly choice: Choice;
  readonly policy: Policy;
  /** Applies the policy anew if its sources have changed. */
  readonly refreshPolicy: () => void;
}

/** Joins deciding, collecting, keeping and sending; the only door to all four. */
export function createTelemetry(ports: TelemetryPorts): Telemetry {
  const { clock, log, sha256, identity } = ports;
  const drawers = watchDrawers(ports.drawers, () => {
    parts.changed();
  });
  const owner = () => ownerOf(identity.withdrawalKey(), sha256);
  const encode = createEncode({ ...ports, owner });
  const consent = createConsentKeeper(ports);
  const parts = createAudit({ ...ports, drawers, consent });
  const collector = createCollector({ consent, drawers, encode, clock, log });
  const excerpt = createLogExcerpt(() => consent.allows('error', 'desktop'));
  const faults = createFaults({ ...ports, consent, collector, excerpt, userId: ports.account });
  const reports = createConversationReports({ ...ports, collector, userId: ports.account });
  const wakeUploader = () => uploader?.wake();
  const making = { ...ports, drawers, consent, collector, encode, excerpt, userId: ports.account };
  const crashes = createCrashReporting({ ...making, wakeUploader });
  const { service } = ports;
  const uploader =
    service &&
    createUploader({
      ...ports,
      drawers,
      service,
      consent,
      receipts: parts.receipts,
      withdrawals: parts.withdrawals(service, wakeUploader),
      dumpSender: crashes.sender(service, parts.receipts),
    });
  let stopRounds: (() => void) | undefined;
  let stopped = false;

  const { ledger } = parts;
  const holders = { consent, collector, faults, reports, crashes, uploader, drawers, ledger, log };
  withdrawWhenRefused(holders);
  collector.onStored(wakeUploader);

  return {
    start(facts) {
      if (stopped) return;
      void collector.count('usage', 'sessions', 'desktop');
      crashes.start();
      stopRounds = beginRounds(ports, facts, { ...holders, encode, wakeUploader });
    },
    ...countersOf(collector),
    reports,
    reportException: faults.report,
    crashes,
    noteLogLine: excerpt.note,
    ...decisionsOf(consent),
    applyPolicy: (policy) => {
      consent.change({ policy });
      collector.tidy();
      uploader?.hurry();
    },
    audit: parts.audit,
    eraseErrors() {
      parts.askErasure();
      discard('error', surfaces, true, holders);
      wakeUploader();
    },
    stop() {
      stopped = true;
      stopRounds?.();
      uploader?.stop();
      faults.recordRepeats();
      crashes.stop();
      collector.flush();
      ports.mark.end();
    },
  };
}

/** What people do, as it is counted. */
const countersOf = (
  collector: Collector,
): Pick<Telemetry, 'countFeature' | 'countSignIn' | 'countMessage'> => ({
  countFeature: (name) => void collector.count('usage', 'featureUse', 'desktop', 1, name),
  countSignIn: (what) => void collector.count('census', what, 'desktop'),
  countMessage: (what) => void collector.count('usage', what, 'desktop'),
});
/** What is decided, what is decided by, and who is told. */
const decisionsOf = (
  consent: ConsentKeeper,
): Pick<
  Telemetry,
  'decision' | 'choice' | 'policy' | 'choose' | 'onChange' | 'onErrorsWithdrawn'
> => ({
  decision: consent.decision,
  choice: consent.choice,
  policy: consent.policy,
  choose: (choice) => {
    consent.change({ choice });
  },
  onChange: consent.onChange,
  onErrorsWithdrawn: (listener) => {
    consent.onWithdrawal((category) => {
      if (category === 'error') listener();
    });
  },
});

/** Makes what each day owes, from now on. @returns what stops it. */
function beginRounds(
  ports: TelemetryPorts,
  facts: SystemFacts,
  parts: Pick<Holders, 'drawers' | 'consent' | 'faults' | 'crashes' | 'collector'> & {
    readonly encode: Encode;
    readonly wakeUploader: () => void;
  },
): () => void {
  const { clock, log, sha256 } = ports;
  const { drawers, encode } = parts;
  const { organisation } = ports;
  const now = () => clock.now();
  const today = createDays(now);
  const userId = () => hashAccount(ports.account(), sha256);
  const { version } = ports.app;
  const { deviceId } = ports.identity;
  const making = { encode, log, now, today };
  const snapshots = { ...making, drawer: drawers.census, version, facts, userId, deviceId };
  const census = createCensus(snapshots);
  const usage = createUsage({
    ...making,
    drawer: drawers.usage,
    consent: parts.consent,
    organisation,
  });
  return startRounds({ ...parts, census, usage, clock, log, today });
}
