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
  /** The exact bytes that travel: one line of JSON in UTF-8, without its newline. */
  readonly line: Uint8Array;
  /** SHA-256 of `line`, in hex. */
  readonly digest: string;
}

/** One counter's growth: `key` is empty except for data of type `counts`. */
export interface Increment {
  readonly day: string;
  readonly surface: Surface;
  readonly name: string;
  readonly key: string;
  readonly amount: number;
}

/** One increment of a usage counter, kept beside what it counts. */
export interface OwedCount {
  readonly name: string;
  readonly surface: Surface;
  readonly day: string;
  /** The outbox's epoch when it was made: what is deleted there later includes this. */
  readonly epoch: string;
}

/** One that is kept, with its place in its file. */
export interface TakenOver extends OwedCount {
  readonly place: number;
}

/**
 * One category's records and counters on disk. Every call's effect is durable when it returns; it throws if the disk
 * refuses, and nothing is then half done.
 */
export interface Outbox extends OutboxReading {
  /**
   * Adds both in one step; a record whose id exists already is ignored.
   * @returns how many of the oldest waiting records were deleted.
   */
  append(entries: readonly Entry[], increments: readonly Increment[]): number;
  /** Turns all counters into records in one step; `mark` is kept beside them. */
  roll(turn: (counters: readonly Increment[], mark: string | undefined) => Roll | undefined): void;
  /** Identifies the time since a surface's counters were last deleted. */
  epoch(surface: Surface): string;
  /**
   * Counts each of these once, however often it is passed; those of another epoch not at all.
   * @param source the file that they are from.
   */
  takeOver(source: string, counts: readonly TakenOver[]): void;
  /** The oldest waiting records, as many as fit into `bytes`, but at least one. */
  waiting(limit: { readonly count: number; readonly bytes: number }): readonly Entry[];
  settle(verdicts: Verdicts): void;
  /** Notes that these were sent without a verdict, and why. */
  tried(ids: readonly string[], problem: ServiceProblem): void;
  /**
   * Deletes what was sent or rejected, down to the bytes on disk.
   * @returns how many records were deleted.
   */
  clearHistory(): number;
  /**
   * Keeps the outbox within its bounds, even if nothing is added.
   * @returns how many waiting records were deleted.
   */
  tidy(): number;
  /**
   * For how many milliseconds each of these has been known, by the outbox's own time, which setting the clock does
   * not change; a new one has age 0, and those not named are forgotten.
   */
  ages(names: readonly string[]): ReadonlyMap<string, number>;
  /** Deletes what came from one surface, down to the bytes on disk. */
  purgeSurface(surface: Surface): void;
  /**
   * Deletes all of it from disk, set-aside files included, and never throws for lack of space. What the disk refuses
   * to delete is deleted before anything else is done, and is hidden meanwhile.
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

/** What the viewer reads; reading an empty outbox creates no file. */
export interface OutboxReading {
  /** The records that match the filter, newest first; all of them without a limit. */
  places(filter: OutboxFilter, limit?: number): readonly Place[];
  /** How many match the filter. */
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
