import { categories, type Category } from '../../../contract/catalogue.ts';
import { consentText } from '../../../contract/consentText.ts';
import {
  decide,
  notChosen,
  tracingLevelLock,
  type Choice,
  type Decision,
  type Policy,
} from '../../../contract/consent.ts';
import type { PolicyKey, PolicyReading } from '../../../contract/policy.ts';
import { policyKeys } from '../../../contract/policyCatalogue.ts';
import { firstWord, retentionDays } from './policySettings.ts';

/** One policy as it holds, and which source says so; `value` is null where none does. */
export interface EffectivePolicy {
  readonly key: PolicyKey;
  readonly value: boolean | number | string | null;
  readonly source: PolicyReading['source'] | null;
  readonly location: string | null;
  /** ISO 8601. */
  readonly since: string | null;
}

/** One row of the decision table on the desktop: what is decided without and with the person's yes. */
export interface DecisionRow {
  readonly category: Category;
  readonly off: Decision;
  readonly on: Decision;
  /** By what this device's person chose. */
  readonly now: Decision;
}

export interface PolicyReport {
  readonly schema: 1;
  readonly version: string;
  /** Whether a source is malformed or can't be read. */
  readonly malformed: boolean;
  readonly sources: readonly PolicyReading[];
  readonly effective: readonly EffectivePolicy[];
  readonly decisions: readonly DecisionRow[];
  /** Where records go; null where nobody says so. */
  readonly telemetryUrl: string | null;
  /** The pool that people sign in to; null where nobody says so. */
  readonly poolUrl: string | null;
}

/** Which source decides a policy, by the rule that holds for it. */
function decisiveReading(key: PolicyKey, policy: Policy): PolicyReading | undefined {
  const says = (value: unknown) =>
    policy.readings.find(
      (reading) => reading.state === 'read' && value !== undefined && reading.values[key] === value,
    );
  switch (key) {
    case 'DisableAutomaticSendTracing':
      return (
        policy.readings.find(({ state }) => state === 'unreadable') ?? says(true) ?? says(false)
      );
    case 'TracingLevel':
      return says(tracingLevelLock(policy)?.level);
    case 'RetentionDays':
      return says(retentionDays(policy));
    case 'TelemetryUrl':
    case 'PoolUrl':
    case 'Cloud':
      return firstWord(policy, key)?.reading;
  }
}

function effective(key: PolicyKey, policy: Policy): EffectivePolicy {
  const reading = decisiveReading(key, policy);
  if (!reading || reading.state === 'absent')
    return { key, value: null, source: null, location: null, since: null };
  const { source, location, since } = reading;
  // A source that can't be read refuses.
  const value = reading.state === 'read' ? (reading.values[key] ?? null) : true;
  return { key, value, source, location, since };
}

/** All that `candor policy` says. */
export function reportOf(
  policy: Policy,
  choice: Choice,
  facts: Pick<PolicyReport, 'version' | 'telemetryUrl' | 'poolUrl'>,
): PolicyReport {
  const yes: Choice = { errorReports: true, since: null, agreed: consentText };
  return {
    ...{ schema: 1, ...facts },
    malformed: policy.readings.some(({ state }) => state === 'unreadable'),
    sources: policy.readings,
    effective: policyKeys.map((key) => effective(key, policy)),
    decisions: categories.map((category) => ({
      category,
      off: decide(category, 'desktop', notChosen, policy),
      on: decide(category, 'desktop', yes, policy),
      now: decide(category, 'desktop', choice, policy),
    })),
  };
}
