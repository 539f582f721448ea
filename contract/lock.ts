import type { Provenance } from './consent.ts';

/** A setting that policy fixes, and where that policy stands. */
export interface Lock {
  readonly source: Provenance['source'];
  readonly key: string;
  readonly location: string;
  /** ISO 8601; null where it has always been so. */
  readonly since: string | null;
  readonly problem?: string;
  /** The organisation's name, where its pool decides. */
  readonly organisation?: string;
}
