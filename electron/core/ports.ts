/** All that the core asks of the world. Each port has one adapter in `electron/adapters`. */

import type { Catalogue, Category, Surface } from '../../contract/catalogue.ts';
import type { Receipt } from '../../contract/envelope.ts';
import type { DumpChoice } from '../../contract/dumpDecision.ts';
import type { LedgerEntry, LedgerKind } from '../../contract/ledger.ts';
import type { ConditionField } from '../../contract/recordShapes.ts';
import type { RecordName, ValueOf } from '../../contract/records.ts';
import type { ServiceProblem } from '../../contract/serviceProblem.ts';
import type { ServiceKey } from '../../contract/serviceKeys.ts';
import type {
  RecordDetail,
  RecordFilter,
  RecordState,
  RecordSummary,
} from '../../contract/viewer.ts';
import type { RandomAccess } from './minidump/bytes.ts';

export interface Clock {
  /** Milliseconds since 1970, by a clock that a person may set. */
  now(): number;
  /** @param delay milliseconds, by a clock that nobody sets. @returns what cancels it. */
  after(delay: number, run: () => void): () => void;
  /** Runs once the work at hand is done. */
  soon(run: () => void): void;
}

export interface Random {
  bytes(count: number): Uint8Array;
  /** A number from 0 up to 1. */
  unit(): number;
}

/** @returns SHA-256: 32 bytes. */
export type Sha256 = (input: string | Uint8Array) => Uint8Array;

export interface Log {
  debug(text: string): void;
  info(text: string): void;
  warn(text: string): void;
}

/** A record as it waits and travels. */
export interface Entry {
  readonly id: string;
  readonly category: Category;
  readonly surface: Surface;
  readonly name: RecordName;
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

/** One message's count, to be kept beside the message. */
export interface OwedCount {
  readonly name: 'imSent' | 'imReceived';
  readonly surface: Surface;
  readonly day: string;
  /** The outbox's, when the message came: what is deleted there meanwhile takes this with it. */
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

/** The ledger on disk: it can be added to, and nothing else. Throws where the disk refuses. */
export interface LedgerFile {
  append(entry: LedgerEntry): void;
  last(): LedgerEntry | undefined;
  latest(kind: LedgerKind): LedgerEntry | undefined;
  /** The newest first. */
  newest(limit: number): readonly LedgerEntry[];
  /** The oldest first. */
  all(): readonly LedgerEntry[];
  /** Where a damaged ledger was put in this session, if there was one. */
  setAside(): string | undefined;
}

/** The service's public keys on disk. */
export interface KeyFile {
  read(): readonly ServiceKey[];
  write(keys: readonly ServiceKey[]): void;
}

/** Whether a signature in base64 is Ed25519 over the text's UTF-8. @param x the public key, in base64url. */
export type VerifySignature = (x: string, message: string, signature: string) => boolean;

/** What a service owes that was asked to erase. */
export interface Erasure {
  readonly key: string;
  /** ISO 8601. */
  readonly askedAt: string;
  /** The address of the service that owes it; without one, whichever holds when it is asked. */
  readonly by?: string | undefined;
}

export interface Identity {
  readonly deviceId: string;
  /** The key that error records made now can be erased with. */
  withdrawalKey(): string;
  /** Keeps that error records of this key go to the service at this address. Throws where the disk refuses. */
  sendsTo(address: string): void;
  /** What no service has confirmed yet, the oldest first; another array whenever it changes. */
  withdrawals(): readonly Erasure[];
  /**
   * Gives the key up for a new one, and keeps it until each service that was sent error records has confirmed.
   * Throws where the disk refuses. @param here the address in force, which is asked where no service is known to have any.
   */
  withdraw(askedAt: string, here: string | undefined): void;
  confirmed(erasure: Erasure): void;
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

export type PostResult =
  /** `retryAfter` in milliseconds, where the service named a time. */
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly body: string;
      readonly retryAfter: number | undefined;
    }
  | { readonly kind: 'failed'; readonly problem: ServiceProblem };

/** A request under way; expected failures are values. */
export interface Flight {
  readonly result: Promise<PostResult>;
  /** Before it returns no further byte leaves. */
  abort(): void;
}

export interface ServiceClient {
  isOnline(): boolean;
  /** Where requests go at this moment; nothing where no address holds. */
  address(): string | undefined;
  post(body: Uint8Array): Flight;
  /** Sends a header, a crash's record, each as its very line, and the dump in a file, which is read as it travels. */
  postCrash(header: Uint8Array, line: Uint8Array, dump: string): Flight;
  /**
   * Asks the service to erase what it holds under a key: the one body that leaves without `decide()`, which
   * is why it can carry nothing but the key. See docs/decisions/0018.
   */
  withdraw(key: string): Flight;
  /** Fetches the service's public keys; the request carries nothing. */
  keys(): Flight;
}

/** A dump that the crash reporter left in its folder. */
export interface FoundDump {
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  /** When it was written, in milliseconds since 1970. */
  readonly at: number;
}

/** `taken`: its record may not be stored yet; `asked`: the person has to decide; `agreed`: it is to be sent. */
export type DumpState = 'taken' | 'asked' | 'agreed';

/** A dump that is kept beside the very line of its record. */
export interface KeptDump extends FoundDump {
  /** Its record's. */
  readonly id: string;
  readonly state: DumpState;
  readonly line: Uint8Array;
}

/** The crash reporter's folder. Throws where the disk refuses; nothing is then half done. */
export interface FoundDumps {
  /** What lies in it, the oldest first. */
  readonly found: () => readonly FoundDump[];
  /** Reads parts of a dump. @returns nothing where it has vanished. */
  readonly inspect: <T>(name: string, read: (file: RandomAccess) => T) => T | undefined;
  /** SHA-256 of a dump, in hex, read piece by piece; nothing where it has vanished. */
  readonly digest: (name: string) => Promise<string | undefined>;
  readonly discard: (name: string) => void;
  /** Deletes all that the crash reporter left. Throws only after deleting all that it can. */
  readonly discardFound: () => void;
}

/** Candor's own folder of dumps. Throws where the disk refuses; nothing is then half done. */
export interface KeptDumps {
  /** Moves a dump from where it was found, in the state `taken`, beside the line of its record. */
  readonly take: (name: string, record: { readonly id: string; readonly line: Uint8Array }) => void;
  /** What lies in it, the oldest first. */
  readonly kept: () => readonly KeptDump[];
  readonly turn: (id: string, state: DumpState) => void;
  readonly drop: (id: string) => void;
  /** Throws only after deleting all that it can. */
  readonly dropAll: () => void;
}

export type DumpFiles = FoundDumps & KeptDumps;

/** What the operating system's own settings make of a guest's memory dumps. */
export interface SystemDumps {
  /** As last read; never, before that. */
  readonly choice: () => DumpChoice;
  /** Reads the settings anew. Never rejects. */
  readonly refresh: () => Promise<void>;
}

/** How the session before this one went. Instants are in milliseconds since 1970. */
export interface LastSession {
  readonly startedAt: number;
  /** Since when error reports were allowed without a break until it ended; null where they were not. */
  readonly errorsSince: number | null;
  /** Whether it came to its end in order. */
  readonly ended: boolean;
}

/** What a session leaves to be read by the next one, however it ends. */
export interface SessionMark {
  /** Nothing on the first start. */
  readonly last: LastSession | undefined;
  /** Notes whether error reports are allowed from now on; never throws. */
  note(errorsSince: number | null): void;
  end(): void;
}

/** What a census snapshot says of the device and the system. */
export interface SystemFacts {
  readonly appName: string;
  readonly deviceModel: string;
  readonly osName: string;
  readonly osVersion: string;
  readonly userLanguage: string;
}

/** What an error report says of the device and of how Candor fares. */
export type Condition = {
  readonly [Field in ConditionField]: ValueOf<Catalogue['error'][Field]>;
};

/** What Candor is built on. */
export interface Versions {
  readonly electronVersion: string;
  readonly chromiumVersion: string;
}
