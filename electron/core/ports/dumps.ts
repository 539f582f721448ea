import type { DumpChoice } from '../../../contract/dumpDecision.ts';
import type { RandomAccess } from '../minidump/bytes.ts';

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

/** A dump that is kept beside the exact line of its record. */
export interface KeptDump extends FoundDump {
  /** Its record's. */
  readonly id: string;
  readonly state: DumpState;
  readonly line: Uint8Array;
}

/** The crash reporter's folder. Throws if the disk refuses; nothing is then half done. */
export interface FoundDumps {
  /** The dumps in it, oldest first. */
  readonly found: () => readonly FoundDump[];
  /** Reads parts of a dump. @returns undefined if it has vanished. */
  readonly inspect: <T>(name: string, read: (file: RandomAccess) => T) => T | undefined;
  /** SHA-256 of a dump, in hex, read chunk by chunk; undefined if it has vanished. */
  readonly digest: (name: string) => Promise<string | undefined>;
  readonly deleteFound: (name: string) => void;
  /** Deletes all that the crash reporter left. Throws only after deleting all that it can. */
  readonly deleteAllFound: () => void;
}

/** Candor's own folder of dumps. Throws if the disk refuses; nothing is then half done. */
export interface KeptDumps {
  /** Moves a dump from where it was found, in the state `taken`, beside the line of its record. */
  readonly take: (name: string, record: { readonly id: string; readonly line: Uint8Array }) => void;
  /** The dumps in it, oldest first. */
  readonly kept: () => readonly KeptDump[];
  readonly turn: (id: string, state: DumpState) => void;
  readonly deleteKept: (id: string) => void;
  /** Throws only after deleting all that it can. */
  readonly deleteAllKept: () => void;
}

export type DumpFiles = FoundDumps & KeptDumps;

/** What the operating system's own settings decide about a guest's memory dumps. */
export interface SystemDumps {
  /** As last read; `never` before that. */
  readonly choice: () => DumpChoice;
  /** Reads the settings anew. Never rejects. */
  readonly refresh: () => Promise<void>;
}
