/** In both languages. */
export interface Bilingual {
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
 * How sources combine: true if any says so; false if any says so; the first in the order of the `choice`; the least
 * number; or the first of the sources, which a policy file named on the command line can't be.
 */
export type Merging = 'anyTrue' | 'anyFalse' | 'quietest' | 'least' | 'first';

export interface PolicyEntry {
  readonly type: PolicyType;
  readonly label: Bilingual;
  readonly explain: Bilingual;
  /** What setting it means for each category. */
  readonly census: Bilingual;
  readonly usage: Bilingual;
  readonly errors: Bilingual;
  /** Which source holds if two disagree. */
  readonly merging: Merging;
  /** What it does in a policy file named on the command line, where the first source holds. */
  readonly inPolicyFile?: Bilingual;
  /** What holds if it is not set. */
  readonly unset: Bilingual;
  readonly example: boolean | number | string;
  /** The first version of Candor that understands it. */
  readonly since: string;
}

/** Of a policy that has nothing to do with a category. */
export const untouched: Bilingual = { en: 'Unchanged.', fr: 'Sans effet.' };
