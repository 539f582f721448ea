import type { Provenance } from './consent.ts';

/** A setting that policy fixes, and where that policy comes from. */
export interface Lock {
  readonly source: Provenance['source'];
  readonly key: string;
  readonly location: string;
  /** ISO 8601; null if it has always been so. */
  readonly since: string | null;
  readonly problem?: string;
  /** The organisation's name, if its pool decides. */
  readonly organisation?: string;
}
