/** In both languages. */
export interface Said {
  readonly en: string;
  readonly fr: string;
}

/**
 * What a policy may contain. `days` is a whole number; `address` is a URL with one of the schemes, unencrypted only
 * to this device.
 */
export type PolicyType =
  | { readonly kind: 'flag' }
  | { readonly kind: 'choice'; readonly values: readonly string[] }
  | { readonly kind: 'address'; readonly schemes: readonly string[] }
  | { readonly kind: 'days'; readonly least: number; readonly most: number };

/**
 * How sources combine: true if any says so; false if any says so; the first in the order of the `choice`; the least number; or the first of
 * the sources, which a policy file named on the command line can't be.
 */
export type Merging = 'anyTrue' | 'anyFalse' | 'quietest' | 'least' | 'first';

export interface PolicyEntry {
  readonly type: PolicyType;
  readonly label: Said;
  readonly explain: Said;
  /** What setting it means for each category. */
  readonly census: Said;
  readonly usage: Said;
  readonly errors: Said;
  /** Which source holds if two disagree. */
  readonly merging: Merging;
  /** What it does in a policy file named on the command line, where the first source holds. */
  readonly inPolicyFile?: Said;
  /** What holds if it is not set. */
  readonly unset: Said;
  readonly example: boolean | number | string;
  /** The first version of Candor that understands it. */
  readonly since: string;
}

/** Of a policy that has nothing to do with a category. */
export const untouched: Said = { en: 'Unchanged.', fr: 'Sans effet.' };
