import {
  policySources,
  valuesOf,
  type PolicyKey,
  type PolicyReading,
  type PolicyValues,
} from './policy.ts';
import { policyCatalogue, type PolicyEntry } from './policyCatalogue.ts';

type Value<K extends PolicyKey> = NonNullable<PolicyValues[K]>;

/** A policy's value in force, and the source that sets it. */
export interface Effective<K extends PolicyKey> {
  readonly value: Value<K>;
  readonly reading: Exclude<PolicyReading, { readonly state: 'absent' }>;
}

/**
 * Whether a source can set this policy at all: a file named by whoever starts Candor can only refuse
 * (docs/decisions/0043).
 */
export const canSet = (source: PolicyReading['source'], key: PolicyKey): boolean =>
  policyCatalogue[key].merging !== 'first' || source !== 'policy-file';

/** What one source says about a policy; one that can't be read refuses. */
function saidBy<K extends PolicyKey>(
  reading: PolicyReading,
  key: K,
  { merging }: PolicyEntry,
): readonly Effective<K>[] {
  if (reading.state === 'absent') return [];
  if (!canSet(reading.source, key)) return [];
  const isRefusal = merging === 'anyTrue' && reading.state === 'unreadable';
  const value = isRefusal ? (true as Value<K>) : valuesOf(reading)[key];
  return value === undefined ? [] : [{ value, reading }];
}

/** The rank of a value; the lowest wins. */
function weightOf(
  { value, reading }: Effective<PolicyKey>,
  { merging, type }: PolicyEntry,
): number {
  switch (merging) {
    case 'anyTrue':
      return value === true ? 0 : 1;
    case 'anyFalse':
      return value === false ? 0 : 1;
    case 'quietest':
      return type.kind === 'choice' ? type.values.indexOf(String(value)) : 0;
    case 'least':
      return Number(value);
    case 'first':
      return policySources.indexOf(reading.source);
  }
}

/**
 * The value in force of a policy, by the rule that the catalogue gives it; among sources that agree, the one asked
 * first is named. Undefined if no source sets it.
 */
export function effective<K extends PolicyKey>(
  { readings }: { readonly readings: readonly PolicyReading[] },
  key: K,
): Effective<K> | undefined {
  const entry: PolicyEntry = policyCatalogue[key];
  return readings
    .flatMap((reading) => saidBy(reading, key, entry))
    .map((said) => ({ said, weight: weightOf(said, entry) }))
    .sort((a, b) => a.weight - b.weight)[0]?.said;
}
