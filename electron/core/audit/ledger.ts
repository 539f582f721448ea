import { createEmitter } from '../../../contract/emitter.ts';
import {
  entryText,
  genesis,
  type EventOf,
  type LedgerEntry,
  type LedgerEvent,
  type LedgerKind,
} from '../../../contract/ledger.ts';
import { toHex } from '../records/entry.ts';
import type { Sha256 } from '../ports/crypto.ts';
import type { LedgerFile } from '../ports/ledger.ts';
import type { Log } from '../ports/system.ts';

export interface Ledger {
  /**
   * Adds an entry. Never throws: what the disk refuses is added, in order, with a later one.
   * @returns whether it is on disk.
   */
  readonly note: (event: LedgerEvent) => boolean;
  readonly latest: <K extends LedgerKind>(kind: K) => EventOf<K> | undefined;
  readonly all: () => readonly LedgerEntry[];
  readonly onChange: (listener: () => void) => void;
}

/** The append-only book of choices, policies, receipts and erasures: each entry's hash covers the one before. */
export function createLedger(ports: {
  file: LedgerFile;
  sha256: Sha256;
  log: Log;
  now: () => number;
  version: string;
}): Ledger {
  const { file, log } = ports;
  const sha256Hex = (text: string) => toHex(ports.sha256(text));
  const owed: { readonly at: string; readonly event: LedgerEvent }[] = [];
  const { listen, emit } = createEmitter();

  const append = (at: string, event: LedgerEvent) => {
    const last = file.last();
    const unhashed = {
      seq: (last?.seq ?? 0) + 1,
      at,
      previous: last?.hash ?? genesis,
      event,
    };
    file.append({ ...unhashed, hash: sha256Hex(entryText(unhashed)) });
  };

  const settleOwed = () => {
    if (!file.last()) {
      const at = new Date(ports.now()).toISOString();
      append(at, { kind: 'began', version: ports.version, replaces: file.setAside() ?? null });
    }
    for (let next = owed[0]; next; next = owed[0]) {
      append(next.at, next.event);
      owed.shift();
    }
  };

  return {
    note(event) {
      owed.push({ at: new Date(ports.now()).toISOString(), event });
      try {
        settleOwed();
      } catch (error) {
        log.warn(`ledger: the disk refused: ${String(error)}`);
      }
      emit();
      return owed.length === 0;
    },
    latest: <K extends LedgerKind>(kind: K) => {
      const pending = owed.findLast(({ event }) => event.kind === kind)?.event;
      return (pending ?? file.latest(kind)?.event) as EventOf<K> | undefined;
    },
    all: () => file.all(),
    onChange: listen,
  };
}
