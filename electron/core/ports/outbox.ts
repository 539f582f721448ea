import type { Category, Surface } from '../../../contract/datum.ts';
import type { Receipt } from '../../../contract/envelope.ts';
import type { ServiceProblem } from '../../../contract/serviceProblem.ts';
import type {
  RecordDetail,
  RecordFilter,
  RecordState,
  RecordSummary,
} from '../../../contract/viewer.ts';

/** A record as it waits and travels. */
export interface Entry {
  readonly id: string;
  readonly category: Category;
  readonly surface: Surface;
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The very bytes that travel: one line of JSON in UTF-8, without its newline. */
  readonly line: Uint8Array;
  /** SHA-256 of `line`, in hex. */
  readonly digest: string;
}

/** One counter's growth: `key` is empty but for data of type `counts`. */
export interface Increment {
  readonly day: string;
  readonly surface: Surface;
  readonly name: string;
  readonly key: string;
  readonly amount: number;
}

/** One more of what a usage counter counts, to be kept beside it. */
export interface OwedCount {
  readonly name: string;
  readonly surface: Surface;
  readonly day: string;
  /** The outbox's, when it came to be: what is deleted there meanwhile takes this with it. */
  readonly epoch: string;
}

/** One that is kept, and at which place in its file. */
export interface TakenOver extends OwedCount {
  readonly place: number;
}

/**
 * One category's records and counters on disk. Every call is done, durably, when it returns, and
 * throws where the disk refuses; nothing is then half done.
 */
export interface Outbox extends OutboxReading {
  /** Adds both in one step; a record whose id is there already changes nothing. @returns how many of the oldest waiting records had to go. */
  append(entries: readonly Entry[], increments: readonly Increment[]): number;
  /** Turns all counters into records in one step; `mark` is kept beside them. */
  roll(turn: (counters: readonly Increment[], mark: string | undefined) => Roll | undefined): void;
  /** Names the time since a surface's counters were last deleted. */
  epoch(surface: Surface): string;
  /** Counts each of these once, however often it is told; those of another epoch not at all. @param source which file they are from. */
  takeOver(source: string, counts: readonly TakenOver[]): void;
  /** The oldest waiting records, as many as fit into `bytes`, but one at least. */
  waiting(limit: { readonly count: number; readonly bytes: number }): readonly Entry[];
  settle(verdicts: Verdicts): void;
  /** Notes that these were sent and could not be settled, and why. */
  tried(ids: readonly string[], problem: ServiceProblem): void;
  /** Deletes what was sent or rejected, down to the bytes on disk. @returns how many records it were. */
  clearHistory(): number;
  /** Holds the outbox to its bounds, though nothing is added. @returns how many waiting records had to go. */
  tidy(): number;
  /**
   * For how many milliseconds, by the outbox's own time, which no clock that is set makes jump, each of these has
   * been known; one that is new has age 0, and what is not named any more is forgotten.
   */
  ages(names: readonly string[]): ReadonlyMap<string, number>;
  /** Deletes what came from one surface, down to the bytes on disk. */
  discardSurface(surface: Surface): void;
  /**
   * Deletes all of it from disk, set-aside files included, and never throws for want of space. What the
   * disk refuses to delete is deleted before anything else is done, and is not seen meanwhile.
   */
  purge(): void;
  close(): void;
}

/** Where a record stands in its outbox. */
export interface Place {
  readonly place: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** A record with its history, as its outbox keeps it. */
export type KeptRecord = Omit<RecordDetail, 'signed' | 'dumpLater'>;

type OutboxFilter = Pick<RecordFilter, 'state' | 'surface' | 'text'>;

/** What the viewer reads; asking an outbox that holds nothing makes no file. */
export interface OutboxReading {
  /** The newest records that the filter lets through, the newest first; all of them without a limit. */
  places(filter: OutboxFilter, limit?: number): readonly Place[];
  /** How many the filter lets through. */
  count(filter: OutboxFilter): number;
  summary(place: number): RecordSummary | undefined;
  find(id: string): KeptRecord | undefined;
  /** In the order in which they were made. */
  all(): readonly KeptRecord[];
  counts(): Readonly<Record<RecordState, number>>;
}

export interface Roll {
  readonly entries: readonly Entry[];
  readonly mark: string;
}

export interface Verdicts {
  readonly receipts: readonly Receipt[];
  readonly rejected: readonly { readonly id: string; readonly reason: ServiceProblem }[];
}

export type Outboxes = Readonly<Record<Category, Outbox>>;
