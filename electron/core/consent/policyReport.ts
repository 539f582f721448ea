import { categories, type Category } from '../../../contract/datum.ts';
import {
  decide,
  notChosen,
  type Choice,
  type Decision,
  type Policy,
} from '../../../contract/consent.ts';
import { canSet, effective } from '../../../contract/effectivePolicy.ts';
import { valuesOf, type PolicyKey, type PolicyReading } from '../../../contract/policy.ts';
import { policyKeys } from '../../../contract/policyCatalogue.ts';
import type { ConsentText } from '../../../contract/schema.ts';

/** One policy's value in force, and its source; `value` is null if no source sets it. */
export interface EffectivePolicy {
  readonly key: PolicyKey;
  readonly value: boolean | number | string | null;
  readonly source: PolicyReading['source'] | null;
  readonly location: string | null;
  /** ISO 8601. */
  readonly since: string | null;
}

/** A value that a source states but can't set. */
export interface IgnoredPolicy {
  readonly key: PolicyKey;
  readonly source: PolicyReading['source'];
  readonly location: string;
}

/** One row of the decision table for the desktop: the decision without and with the person's yes. */
export interface DecisionRow {
  readonly category: Category;
  readonly off: Decision;
  readonly on: Decision;
  /** By this device's person's choice. */
  readonly now: Decision;
}

export interface PolicyReport {
  readonly schema: 1;
  readonly version: string;
  /** Whether a source is malformed or can't be read. */
  readonly malformed: boolean;
  readonly sources: readonly PolicyReading[];
  readonly effective: readonly EffectivePolicy[];
  readonly ignored: readonly IgnoredPolicy[];
  readonly decisions: readonly DecisionRow[];
  /** Where records are sent; null if nobody sets it. */
  readonly telemetryUrl: string | null;
  /** The pool that people sign in to; null if nobody sets it. */
  readonly poolUrl: string | null;
}

function effectiveOf(key: PolicyKey, policy: Policy): EffectivePolicy {
  const found = effective(policy, key);
  if (!found) return { key, value: null, source: null, location: null, since: null };
  const { source, location, since } = found.reading;
  return { key, value: found.value, source, location, since };
}

function ignoredIn(reading: PolicyReading): readonly IgnoredPolicy[] {
  if (reading.state === 'absent') return [];
  const { source, location } = reading;
  const values = valuesOf(reading);
  return policyKeys
    .filter((key) => values[key] !== undefined && !canSet(source, key))
    .map((key) => ({ key, source, location }));
}

/**
 * All that `candor policy` reports.
 * @param text what a yes to error reports has to cover.
 */
export function reportOf(
  policy: Policy,
  choice: Choice,
  text: ConsentText,
  facts: Pick<PolicyReport, 'version' | 'telemetryUrl' | 'poolUrl'>,
): PolicyReport {
  const yes: Choice = { errorReports: true, since: null, agreed: text };
  return {
    schema: 1,
    ...facts,
    malformed: policy.readings.some(({ state }) => state === 'unreadable'),
    sources: policy.readings,
    effective: policyKeys.map((key) => effectiveOf(key, policy)),
    ignored: policy.readings.flatMap(ignoredIn),
    decisions: categories.map((category) => ({
      category,
      off: decide(category, 'desktop', notChosen, policy, text),
      on: decide(category, 'desktop', yes, policy, text),
      now: decide(category, 'desktop', choice, policy, text),
    })),
  };
}
