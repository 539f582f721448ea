import { surfaces, type ClientSurface } from '../../../contract/datum.ts';
import type { Choice, Policy } from '../../../contract/consent.ts';
import type { DumpChoice } from '../../../contract/dumpDecision.ts';
import { attemptAll } from '../../../contract/attemptAll.ts';
import type { ProductSchema } from '../../../contract/engineRecords.ts';
import type { DatumNameIn, TelemetrySchema } from '../../../contract/schema.ts';
import { createAudit, type Audit, type AuditPorts } from '../audit/audit.ts';
import { createCollector } from './collector.ts';
import { createConsentKeeper } from '../consent/consentKeeper.ts';
import { decisionsOf, type Decisions } from '../consent/decisions.ts';
import { guardOutboxes } from '../consent/guardedOutboxes.ts';
import { createFailures, type Failures } from '../records/failures.ts';
import { createCrashReporting, type CrashReporting } from '../crash/crashReporting.ts';
import { countingOn, type Counting } from './counting.ts';
import { beginSchedule } from './dailyRecords.ts';
import { createEncode } from '../records/entry.ts';
import { createFaults, type Fault } from '../records/faults.ts';
import { createLogExcerpt } from '../records/logExcerpt.ts';
import { ownerOf } from '../records/identity.ts';
import type { DumpFiles, SystemDumps } from '../ports/dumps.ts';
import type { Outboxes } from '../ports/outbox.ts';
import type { SessionMark } from '../ports/session.ts';
import type { Condition, Versions } from '../ports/system.ts';
import { createMeetingTelemetry, type MeetingTelemetry } from './meetingTelemetry.ts';
import { createHistoryCounts, type HistoryCounts } from './historyCounts.ts';
import { lifeOf, type Lifecycle } from './lifecycle.ts';
import { createSurfaceKeeper } from './surfaceKeeper.ts';
import { createUploader } from '../upload/uploader.ts';
import { watchOutboxes } from '../records/watchedOutboxes.ts';
import { purgeCategory, purgeWhenRefused, type PurgeTargets } from '../consent/purgeOnRefusal.ts';

/** How a product records, counts and decides, typed by its schema. */
export interface Telemetry<S extends TelemetrySchema> extends Counting<S>, Lifecycle, Decisions {
  /** The surface on which this process currently records. */
  readonly surface: () => ClientSurface;
  /** A desktop window opens: nothing recorded from now on is a guest's. */
  readonly becomeDesktop: () => void;
  /** The open meeting, which may be a guest's. */
  readonly meeting: MeetingTelemetry<S>;
  /** Counts exactly what another file keeps, however the process ends. */
  readonly historyCounts: HistoryCounts<DatumNameIn<S, 'usage'>>;
  /** Records failures, a bounded number of each kind. */
  readonly failures: Pick<Failures<S>, 'record'>;
  /** Takes a line of the log, for an error report's excerpt. */
  readonly noteLogLine: (line: string) => void;
  readonly reportException: (fault: Fault) => void;
  /** Crashes, hangs, their memory dumps, and problems that the person reports. */
  readonly crashes: Pick<
    CrashReporting,
    'report' | 'question' | 'answer' | 'onQuestion' | 'followDumpChoice' | 'problems' | 'dumpLater'
  >;
  /** Before this returns, what is newly refused is gone from memory and disk, and its upload aborted. */
  readonly applyPolicy: (policy: Policy) => void;
  /** What the viewer shows and does. */
  readonly audit: Audit;
  /**
   * Deletes every error report here, and asks the service to erase those it holds; before it returns, the request is
   * on disk. Throws if the disk refuses that.
   */
  readonly eraseErrors: () => void;
}

export interface TelemetryPorts<S extends TelemetrySchema> extends AuditPorts {
  /** Everything that the product declares about its data. */
  readonly schema: S;
  readonly outboxes: Outboxes;
  readonly encodeUtf8: (text: string) => Uint8Array;
  readonly scrub: (text: string) => string;
  readonly condition: () => Condition;
  readonly versions: Versions;
  readonly dumps: DumpFiles;
  readonly mark: SessionMark;
  /** The person's current choice about memory dumps. */
  readonly dumpChoice: () => DumpChoice;
  readonly systemDumps: SystemDumps;
  /** The log's last lines between two instants, in milliseconds since 1970. */
  readonly logBetween: (from: number, until: number) => string;
  /** The current account in clear text. */
  readonly account: () => string;
  /** The registered name of the person's organisation, if the pool has sent it. */
  readonly organisation: () => string | undefined;
  readonly choice: Choice;
  readonly policy: Policy;
  /** The surface on which this process begins. */
  readonly surface: ClientSurface;
  /** Applies the policy anew if its sources have changed. */
  readonly refreshPolicy: () => void;
}

/** Connects deciding, collecting, keeping and sending; the only door to all four. */
export function createTelemetry<S extends ProductSchema>(ports: TelemetryPorts<S>): Telemetry<S> {
  const { schema, clock, log, sha256, identity } = ports;
  const where = createSurfaceKeeper(ports.surface);
  const { surface } = where;
  const consent = createConsentKeeper({ ...ports, consentText: schema.consentText });
  const outboxes = guardOutboxes(
    watchOutboxes(ports.outboxes, () => {
      parts.changed();
    }),
    consent,
    log,
  );
  const owner = () => ownerOf(identity.withdrawalKey(), sha256);
  const encode = createEncode({ ...ports, owner });
  const parts = createAudit({ ...ports, outboxes, consent, where });
  const collector = createCollector({ schema, consent, outboxes, encode, clock, log, surface });
  // Nothing logged during a guest's meeting is part of the desktop's reports.
  const excerpt = createLogExcerpt(
    () => where.meetingSurface() === surface() && consent.allows('error', surface()),
  );
  const recording = { ...ports, consent, collector, surface, excerpt, userId: ports.account };
  const faults = createFaults(recording);
  const failures = createFailures(recording);
  const wakeUploader = () => uploader?.wake();
  const crashes = createCrashReporting({
    ...recording,
    outboxes,
    encode,
    wakeUploader,
    laterChanged: parts.changed,
  });
  const { service } = ports;
  const uploader =
    service &&
    createUploader({
      ...ports,
      outboxes,
      service,
      consent,
      receipts: parts.receipts,
      heads: parts.heads,
      withdrawals: parts.withdrawals(service, wakeUploader),
      dumpSender: crashes.sender(service, parts.receipts, parts.heads),
    });
  const { ledger } = parts;
  const purgeTargets = {
    consent,
    collector,
    faults,
    failures,
    crashes,
    uploader,
    outboxes,
    ledger,
    log,
  };
  purgeWhenRefused(purgeTargets);
  collector.onStored(wakeUploader);

  return {
    ...lifeOf({ ...ports, ...purgeTargets, where }, (facts) =>
      beginSchedule(ports, facts, { ...purgeTargets, encode, surface, wakeUploader }),
    ),
    ...countingOn<S>(collector, surface),
    meeting: createMeetingTelemetry({ where, ...purgeTargets }),
    historyCounts: createHistoryCounts({
      consent,
      outboxes,
      clock,
      log,
      surface,
      collect: (name, at) => void collector.count('usage', name, at),
    }),
    failures,
    reportException: faults.report,
    crashes,
    noteLogLine: excerpt.note,
    ...decisionsOf(consent),
    applyPolicy: applierOf(purgeTargets),
    surface,
    becomeDesktop: () => {
      if (where.becomeDesktop()) leaveGuestBehind(purgeTargets);
    },
    audit: parts.audit,
    eraseErrors() {
      parts.askErasure();
      purgeCategory('error', surfaces, true, purgeTargets);
      wakeUploader();
    },
  };
}

/** Applies a policy to decisions, to counts and to what waits to be sent. */
const applierOf =
  ({ consent, collector, uploader }: PurgeTargets) =>
  (policy: Policy): void => {
    attemptAll([
      () => {
        consent.change({ policy });
      },
      () => {
        collector.tidy();
      },
      () => uploader?.hurry(),
    ]);
  };

/** Nothing from a guest's time travels in one of the desktop's reports. */
function leaveGuestBehind({ faults, failures, crashes, consent }: PurgeTargets): void {
  crashes.purge(['meetings']);
  faults.purge();
  failures.purge();
  consent.change({});
}
