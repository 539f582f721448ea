import { consentText } from '../../../contract/consentText.ts';
import {
  fieldsNotAgreed,
  tracingLevelLock,
  type Decision,
  type Policy,
} from '../../../contract/consent.ts';
import type { View } from '../../../contract/ipc.ts';
import type { Lock } from '../../../contract/lock.ts';
import type { Options } from '../../../contract/options.ts';
import type { Warning } from '../../../contract/warning.ts';
import type { CandorTelemetry } from './candorTelemetry.ts';

/** A policy's refusal locks the checkbox; the person's own choice does not. */
function lockOf({ allowed, because }: Decision): Lock | null {
  if (allowed || because.key !== 'DisableAutomaticSendTracing') return null;
  const { source, key, location = '', since, problem, organisation } = because;
  return {
    source,
    key,
    location,
    since,
    ...(problem === undefined ? {} : { problem }),
    ...(organisation === undefined ? {} : { organisation }),
  };
}

function unknownKeys({ readings }: Policy): Warning[] {
  return readings.flatMap((reading) =>
    reading.state === 'read' && reading.unknown.length > 0
      ? [{ kind: 'policyKeysUnknown', location: reading.location, keys: reading.unknown }]
      : [],
  );
}

/** The locks in force, by the current policy. */
export function locksOf(telemetry: CandorTelemetry): View['locks'] {
  const logging = tracingLevelLock(telemetry.policy());
  return {
    errorReports: lockOf(telemetry.decision('error', 'desktop')),
    logging: logging ? { ...logging.origin, since: logging.since, key: 'TracingLevel' } : null,
  };
}

/** Gathers all that the windows show. */
export function viewOf(
  telemetry: CandorTelemetry,
  options: Options,
  rest: Omit<
    View,
    | 'options'
    | 'locks'
    | 'decisions'
    | 'erasures'
    | 'confirmedErasures'
    | 'consent'
    | 'surface'
    | 'retention'
    | 'learned'
  >,
): View {
  const surface = telemetry.surface();
  const level = tracingLevelLock(telemetry.policy())?.level;
  return {
    ...rest,
    surface,
    options: { ...options, logging: level ?? options.logging },
    locks: locksOf(telemetry),
    decisions: {
      census: telemetry.decision('census', surface),
      usage: telemetry.decision('usage', surface),
      error: telemetry.decision('error', surface),
    },
    erasures: telemetry.audit.erasures().map(({ askedAt, by = null }) => ({ askedAt, by })),
    confirmedErasures: telemetry.audit.confirmedErasures(),
    consent: {
      version: consentText.version,
      agreed: telemetry.choice().agreed?.version ?? null,
      added: fieldsNotAgreed(telemetry.choice(), consentText),
    },
    retention: telemetry.audit.retention() ?? null,
    learned: telemetry.audit.learned() ?? null,
    warnings: [...rest.warnings, ...unknownKeys(telemetry.policy())],
  };
}
