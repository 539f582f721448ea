import { parseRecord } from '../../../contract/envelope.ts';
import type { Fields } from '../../../contract/records.ts';
import type { DumpChoice } from '../../../contract/ipc.ts';
import type { ConsentKeeper } from '../consentKeeper.ts';
import { toHex, type Encode } from '../entry.ts';
import type { Minidump } from '../minidump/readMinidump.ts';
import type { Drawers, DumpFiles, Entry, FoundDump, KeptDump, Log, Sha256 } from '../ports.ts';
import { beyondBounds, dumpBounds } from './dumpBounds.ts';

export interface ReadDump {
  readonly read: Minidump;
  readonly size: number;
  /** Nothing where the dump is not kept. */
  readonly digest?: string;
}

/** Keeps dumps from the moment they are found until they are sent or deleted. */
export interface DumpKeeper {
  /** What lies in the crash reporter's folder; nothing where it can't be read. */
  readonly found: () => readonly FoundDump[];
  /** Stores a dump's record, and keeps the dump for the person to decide about. Throws where the disk refuses. */
  readonly keep: (
    found: FoundDump,
    at: number,
    fields: (digest: string | undefined) => Fields<'crash'>,
  ) => Promise<void>;
  /** Goes on with dumps whose record may not be stored yet. */
  readonly finish: () => void;
  /** The dump that the person is asked about now. */
  readonly question: () => KeptDump | undefined;
  readonly answer: (id: string, send: boolean) => void;
  readonly drop: (id: string) => void;
  /** Deletes every dump, and whatever is being made of one. */
  readonly forget: () => void;
  readonly onQuestion: (listener: () => void) => void;
}

/**
 * The steps by which a dump is taken survive being cut off at any instant: first it is moved beside the
 * line of its record, then that record is stored, which a second time changes nothing, then it is decided
 * about. A dump that is found without a line has no record yet.
 */
export function createDumpKeeper(ports: {
  consent: ConsentKeeper;
  dumps: DumpFiles;
  drawers: Drawers;
  encode: Encode;
  sha256: Sha256;
  decodeUtf8: (bytes: Uint8Array) => string;
  now: () => number;
  log: Log;
  dumpChoice: () => DumpChoice;
  wakeUploader: () => void;
}): DumpKeeper {
  const { consent, dumps, drawers, log } = ports;
  const listeners: (() => void)[] = [];
  let withdrawals = 0;
  let asked: KeptDump | undefined;
  const allowed = () => consent.allows('error', 'desktop');

  const lookForQuestion = () => {
    const before = asked?.id;
    asked = dumps.kept().find(({ state }) => state === 'asked');
    if (asked?.id !== before) for (const listener of listeners) listener();
  };

  const entryOf = ({ line }: KeptDump): Entry | undefined => {
    const record = parseRecord(ports.decodeUtf8(line));
    if (!record.ok) return undefined;
    const digest = toHex(ports.sha256(line));
    return { ...record.value, at: Date.parse(record.value.at), line, digest };
  };

  const drop = (id: string) => {
    dumps.drop(id);
    lookForQuestion();
  };

  const decide = ({ id }: KeptDump) => {
    const choice = ports.dumpChoice();
    if (choice === 'never') dumps.drop(id);
    else dumps.turn(id, choice === 'always' ? 'agreed' : 'asked');
  };

  const finish = () => {
    for (const kept of dumps.kept().filter(({ state }) => state === 'taken')) {
      const entry = entryOf(kept);
      if (entry) {
        drawers.error.append([entry], []);
        decide(kept);
      } else {
        dumps.drop(kept.id);
      }
    }
    for (const { id } of beyondBounds(dumps.kept(), ports.now())) dumps.drop(id);
    lookForQuestion();
    ports.wakeUploader();
  };

  return {
    found() {
      try {
        return dumps.found();
      } catch (error) {
        log.warn(`crashes: the crash folder can’t be read: ${String(error)}`);
        return [];
      }
    },
    async keep(found, at, fields) {
      const before = withdrawals;
      const fitsBounds = found.size <= dumpBounds.largest;
      const digest = fitsBounds ? await dumps.digest(found.name) : undefined;
      if (withdrawals !== before || !allowed()) return;
      const encoded = ports.encode({
        name: 'crash',
        surface: 'desktop',
        at,
        fields: fields(digest),
      });
      if (encoded.ok && digest !== undefined) {
        dumps.take(found.name, encoded.entry);
        finish();
        return;
      }
      if (encoded.ok) drawers.error.append([encoded.entry], []);
      else log.warn(`crashes: no record was made: ${encoded.problem}`);
      dumps.discard(found.name);
      ports.wakeUploader();
    },
    finish,
    question: () => asked,
    answer(id, send) {
      if (asked?.id !== id) return;
      if (send && allowed()) dumps.turn(id, 'agreed');
      else dumps.drop(id);
      lookForQuestion();
      ports.wakeUploader();
    },
    drop,
    forget() {
      withdrawals += 1;
      const had = asked !== undefined;
      asked = undefined;
      try {
        dumps.purge();
      } finally {
        if (had) for (const listener of listeners) listener();
      }
    },
    onQuestion: (listener) => void listeners.push(listener),
  };
}
