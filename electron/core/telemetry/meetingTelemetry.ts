import type { ClientSurface } from '../../../contract/datum.ts';
import type { TelemetrySchema } from '../../../contract/schema.ts';
import type { ConsentKeeper } from '../consent/consentKeeper.ts';
import type { Incident } from '../crash/crashRecord.ts';
import type { Crashes } from '../crash/crashes.ts';
import type { Failures } from '../records/failures.ts';
import type { Fault, Faults } from '../records/faults.ts';
import type { Collector } from './collector.ts';
import { countingOn, type Counting } from './counting.ts';
import type { SurfaceKeeper } from './surfaceKeeper.ts';

/**
 * What is counted and reported about the open meeting. If the person joined without being signed in, the host's pool
 * decides about all of it, and none of it is the desktop's, then or later (docs/decisions/0083).
 */
export interface MeetingTelemetry<S extends TelemetrySchema>
  extends Counting<S>, Pick<SurfaceKeeper, 'openMeeting' | 'closeMeeting'> {
  /** The surface on which the meeting is recorded. */
  readonly surface: () => ClientSurface;
  readonly failures: Pick<Failures<S>, 'record'>;
  /** Of the meeting's window. */
  readonly reportException: (fault: Fault) => void;
  /** A crash or a hang of the meeting's window. */
  readonly reportIncident: (incident: Incident) => void;
}

export function createMeetingTelemetry<S extends TelemetrySchema>(parts: {
  readonly where: SurfaceKeeper;
  readonly consent: Pick<ConsentKeeper, 'change'>;
  readonly collector: Pick<Collector<S>, 'count'>;
  readonly failures: Pick<Failures<S>, 'record'>;
  readonly faults: Faults;
  readonly crashes: Pick<Crashes, 'report'>;
}): MeetingTelemetry<S> {
  const { where, collector, failures, faults, crashes } = parts;
  const surface = where.meetingSurface;
  const turn = (change: () => void) => {
    const before = surface();
    change();
    // Somebody else decides now, and the ledger records what the host said.
    if (surface() !== before) parts.consent.change({});
  };
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
    ...countingOn(collector, surface),
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
