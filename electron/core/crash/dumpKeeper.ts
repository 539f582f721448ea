import { parseRecord } from '../../../contract/envelope.ts';
import type { DumpChoice } from '../../../contract/ipc.ts';
import type { Fields } from '../../../contract/records.ts';
import { attemptAll } from '../attemptAll.ts';
import type { ConsentKeeper } from '../consentKeeper.ts';
import { toHex, type Encode } from '../entry.ts';
import type { Drawers, DumpFiles, Entry, FoundDump, KeptDump, Log, Sha256 } from '../ports.ts';
import { beyondBounds, dumpBounds } from './dumpBounds.ts';

/** Keeps dumps from the moment they are found until they are sent or deleted. */
export interface DumpKeeper {
  /**
   * Stores a dump's record, and keeps the dump for the person to decide about. Throws where the disk refuses.
   * @param fields makes the record's fields; its digest is nothing where the dump is not kept.
   */
  readonly keep: (
    found: FoundDump,
    at: number,
    fields: (digest: string | undefined) => Fields<'crash'>,
  ) => Promise<void>;
  /** Goes on with dumps whose record may not be stored yet, and holds all to their bounds. */
  readonly finish: () => void;
  /** The dump that the person is asked about now. */
  readonly question: () => KeptDump | undefined;
  /** Looks anew for what to ask about. */
  readonly review: () => void;
  /** Deletes every dump, and whatever is being made of one. */
  readonly forget: () => void;
  readonly onQuestion: (listener: () => void) => void;
}

export interface DumpKeeperPorts {
  readonly consent: ConsentKeeper;
  readonly dumps: DumpFiles;
  readonly drawers: Drawers;
  readonly encode: Encode;
  readonly sha256: Sha256;
  readonly decodeUtf8: (bytes: Uint8Array) => string;
  readonly now: () => number;
  readonly log: Log;
  readonly dumpChoice: () => DumpChoice;
  readonly wakeUploader: () => void;
}

/** The record of a kept dump, made anew from its line; nothing where the line is none of ours. */
function entryOf(
  { line }: KeptDump,
  { sha256, decodeUtf8 }: Pick<DumpKeeperPorts, 'sha256' | 'decodeUtf8'>,
): Entry | undefined {
  const record = parseRecord(decodeUtf8(line));
  if (!record.ok) return undefined;
  const { id, category, surface, name, at } = record.value;
  return { id, category, surface, name, at: Date.parse(at), line, digest: toHex(sha256(line)) };
}

/**
 * The steps by which a dump is taken survive being cut off at any instant: first it is moved beside the
 * line of its record, then that record is stored, which a second time changes nothing, then it is decided
 * about. A dump that is found without a line has no record yet.
 */
export function createDumpKeeper(ports: DumpKeeperPorts): DumpKeeper {
  const { consent, dumps, drawers, log } = ports;
  const listeners: (() => void)[] = [];
  let withdrawals = 0;
  let asked: KeptDump | undefined;

  const ask = (next: KeptDump | undefined) => {
    const before = asked?.id;
    asked = next;
    if (next?.id !== before) for (const listener of listeners) listener();
  };
  const review = () => {
    ask(dumps.kept().find(({ state }) => state === 'asked'));
  };

  const store = (kept: KeptDump) => {
    const entry = entryOf(kept, ports);
    const choice = ports.dumpChoice();
    if (entry) drawers.error.append([entry], []);
    if (entry && choice !== 'never') dumps.turn(kept.id, choice === 'always' ? 'agreed' : 'asked');
    else dumps.drop(kept.id);
  };

  const finish = () => {
    for (const kept of dumps.kept().filter(({ state }) => state === 'taken')) store(kept);
    for (const { id } of beyondBounds(dumps.kept(), ports.now())) dumps.drop(id);
    review();
    ports.wakeUploader();
  };

  return {
    async keep(found, at, fields) {
      const before = withdrawals;
      const fitsBounds = found.size <= dumpBounds.largest;
      const digest = fitsBounds ? await dumps.digest(found.name) : undefined;
      if (withdrawals !== before || !consent.allows('error', 'desktop')) return;
      const encoded = ports.encode({
        ...{ name: 'crash', surface: 'desktop', at },
        fields: fields(digest),
      });
      if (encoded.ok && digest !== undefined) {
        dumps.take(found.name, encoded.entry);
      } else {
        if (encoded.ok) drawers.error.append([encoded.entry], []);
        else log.warn(`crashes: no record was made: ${encoded.problem}`);
        dumps.discard(found.name);
      }
      finish();
    },
    finish,
    question: () => asked,
    review,
    forget() {
      withdrawals += 1;
      attemptAll([
        dumps.dropAll,
        dumps.discardFound,
        () => {
          ask(undefined);
        },
      ]);
    },
    onQuestion: (listener) => void listeners.push(listener),
  };
}
