import {
  policySources,
  valuesOf,
  type PolicyKey,
  type PolicyReading,
  type PolicyValues,
} from './policy.ts';
import { policyCatalogue, type PolicyEntry } from './policyCatalogue.ts';

type Value<K extends PolicyKey> = NonNullable<PolicyValues[K]>;

/** A policy as it holds, and the source that says so. */
export interface Effective<K extends PolicyKey> {
  readonly value: Value<K>;
  readonly reading: Exclude<PolicyReading, { readonly state: 'absent' }>;
}

/** Whether a source can set this policy at all: a file that whoever starts Candor names can only refuse (docs/decisions/0043). */
export const canSet = (source: PolicyReading['source'], key: PolicyKey): boolean =>
  policyCatalogue[key].merging !== 'first' || source !== 'policy-file';

/** What one source says of a policy; one that can't be read refuses. */
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

/** What has the least weight holds. */
function weightOf(
  { value, reading }: Effective<PolicyKey>,
  { merging, type }: PolicyEntry,
): number {
  switch (merging) {
    case 'anyTrue':
      return value === true ? 0 : 1;
    case 'quietest':
      return type.kind === 'choice' ? type.values.indexOf(String(value)) : 0;
    case 'least':
      return Number(value);
    case 'first':
      return policySources.indexOf(reading.source);
  }
}

/**
 * What holds of a policy, by the rule that the catalogue gives it; among sources that say the same, that
 * which was asked first. Undefined if no source says anything.
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
