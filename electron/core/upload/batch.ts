import type { Draft, Encode } from '../records/entry.ts';
import type { Outbox, Increment } from '../ports/outbox.ts';
import type { Log } from '../ports/system.ts';

/**
 * `stored`: on disk, surviving even `kill -9` from now on. `refused` and `invalid` leave no trace. `dropped`: the
 * disk has refused for so long that memory is full.
 */
export type Outcome = 'stored' | 'refused' | 'invalid' | 'dropped';

/** What one category gathered on one surface since it was last stored. */
export interface Batch {
  readonly drafts: Draft[];
  /** The drafts that don't fit the catalogue; known once the batch is stored. */
  readonly invalid: Set<Draft>;
  readonly counts: Map<string, Increment>;
  readonly outcome: PromiseWithResolvers<Outcome>;
}

export const emptyBatch = (): Batch => ({
  drafts: [],
  invalid: new Set(),
  counts: new Map(),
  outcome: Promise.withResolvers<Outcome>(),
});

/**
 * Stores a batch in one step. Throws if the disk refuses; the batch is then unchanged.
 * @returns how many older records were deleted for it.
 */
export function storeBatch(
  outbox: Outbox,
  { drafts, invalid, counts, outcome }: Batch,
  encode: Encode,
  log: Log,
): number {
  const entries = drafts.flatMap((draft) => {
    const encoded = encode(draft);
    if (encoded.ok) return [encoded.entry];
    invalid.add(draft);
    log.warn(`collector: a record was not made: ${encoded.problem}`);
    return [];
  });
  const dropped = outbox.append(entries, [...counts.values()]);
  outcome.resolve('stored');
  return dropped;
}
