import type { ClientSurface } from '../../../contract/catalogue.ts';
import type { ConsentKeeper } from '../consent/consentKeeper.ts';
import type { Incident } from '../crash/crashRecord.ts';
import type { Crashes } from '../crash/crashes.ts';
import type { Failures } from '../records/failures.ts';
import type { Fault, Faults } from '../records/faults.ts';
import type { Collector } from './collector.ts';
import { countersOf, type Counters } from './counters.ts';
import type { SurfaceKeeper } from './surfaceKeeper.ts';

/**
 * What is counted and reported of the meeting that is open. Where nobody is signed in who came to it, its host's
 * pool decides about all of it, and none of it is the desktop's, then or later (docs/decisions/0083).
 */
export interface MeetingTelemetry
  extends
    Pick<Counters, 'countFeature' | 'countJoin' | 'countMinutes'>,
    Pick<SurfaceKeeper, 'openMeeting' | 'closeMeeting'> {
  /** On which surface the meeting is recorded. */
  readonly surface: () => ClientSurface;
  readonly failures: Pick<Failures, 'record'>;
  /** Of the meeting's window. */
  readonly reportException: (fault: Fault) => void;
  /** A crash or a hang of the meeting's window. */
  readonly reportIncident: (incident: Incident) => void;
}

export function createMeetingTelemetry(parts: {
  readonly where: SurfaceKeeper;
  readonly consent: Pick<ConsentKeeper, 'change'>;
  readonly collector: Collector;
  readonly failures: Failures;
  readonly faults: Faults;
  readonly crashes: Pick<Crashes, 'report'>;
}): MeetingTelemetry {
  const { where, collector, failures, faults, crashes } = parts;
  const surface = where.meetingSurface;
  const turn = (change: () => void) => {
    const before = surface();
    change();
    // What decides is another now, and the ledger notes what the host said.
    if (surface() !== before) parts.consent.change({});
  };
  const { countFeature, countJoin, countMinutes } = countersOf(collector, surface);
  return {
    surface,
    openMeeting: (isGuest) => {
      turn(() => {
        where.openMeeting(isGuest);
      });
    },
    closeMeeting: () => {
      turn(where.closeMeeting);
    },
    countFeature,
    countJoin,
    countMinutes,
    failures: {
      record: (name, fields) => {
        failures.record(name, fields, surface());
      },
    },
    reportException: (fault) => {
      faults.report(fault, surface());
    },
    reportIncident: (incident) => {
      crashes.report(incident, surface());
    },
  };
}
