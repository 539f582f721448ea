import { createEmitter } from '../../../contract/emitter.ts';
import type { Surface } from '../../../contract/datum.ts';
import type { DumpFate } from '../../../contract/dumpDecision.ts';
import type { EngineFields } from '../../../contract/engineRecords.ts';
import { attemptAll } from '../../../contract/attemptAll.ts';
import type { TelemetrySchema } from '../../../contract/schema.ts';
import type { ConsentKeeper } from '../consent/consentKeeper.ts';
import type { Encode } from '../records/entry.ts';
import type { Sha256 } from '../ports/crypto.ts';
import type { DumpFiles, FoundDump, KeptDump } from '../ports/dumps.ts';
import type { Outboxes } from '../ports/outbox.ts';
import type { Log } from '../ports/system.ts';
import { beyondBounds, dumpBounds } from './dumpBounds.ts';
import { entryOf } from './keptRecord.ts';

/** Keeps dumps from the moment they are found until they are sent or deleted. */
export interface DumpKeeper {
  /**
   * Stores a dump's record, and keeps the dump for the person to decide about. Throws if the disk refuses.
   * @param fields makes the record's fields; its digest is undefined if the dump is not kept.
   */
  readonly keep: (
    found: FoundDump,
    at: number,
    fields: (digest: string | undefined) => EngineFields<'crash'>,
  ) => Promise<void>;
  /** Continues with dumps whose record may not be stored yet, and keeps all within their bounds. */
  readonly finish: () => void;
  /** The dump that the person is currently asked about. */
  readonly question: () => KeptDump | undefined;
  /** Looks again for one to ask about. */
  readonly review: () => void;
  /** Deletes the dumps of these surfaces, and everything being made from one. */
  readonly purge: (refused: readonly Surface[]) => void;
  /** Deletes the desktop's dumps, agreed to or not, if the person chose never to send any. */
  readonly followChoice: () => void;
  readonly onQuestion: (listener: () => void) => void;
}

export interface DumpKeeperPorts {
  readonly schema: TelemetrySchema;
  readonly consent: ConsentKeeper;
  readonly dumps: DumpFiles;
  readonly outboxes: Outboxes;
  readonly encode: Encode;
  readonly sha256: Sha256;
  readonly decodeUtf8: (bytes: Uint8Array) => string;
  readonly log: Log;
  /** What currently becomes of this surface's dumps. */
  readonly dumpFate: () => DumpFate;
  /** The surface on which this process records; another's dumps are left alone. */
  readonly surface: () => Surface;
  readonly wakeUploader: () => void;
}

/** Each dump's surface, read from its record only once, since the dumps are examined every minute. */
function surfaceReader(ports: DumpKeeperPorts): (kept: KeptDump) => Surface {
  const known = new Map<string, Surface>();
  return (kept) => {
    const surface = known.get(kept.id) ?? entryOf(kept, ports)?.surface ?? 'desktop';
    known.set(kept.id, surface);
    return surface;
  };
}

/** Stores the record of a dump that was taken, and then decides about the dump. */
function storeTaken(kept: KeptDump, ports: DumpKeeperPorts): void {
  const { dumps, outboxes } = ports;
  const entry = entryOf(kept, ports);
  if (!entry) {
    dumps.deleteKept(kept.id);
    return;
  }
  const fate = ports.dumpFate();
  if (fate === 'keep') return;
  outboxes.error.append([entry], []);
  if (fate === 'delete') dumps.deleteKept(kept.id);
  else dumps.turn(kept.id, fate === 'send' ? 'agreed' : 'asked');
}

/**
 * The steps by which a dump is taken survive an interruption at any instant: first it is moved beside the line of its
 * record, then that record is stored, which is idempotent, then it is decided about. A dump without a line has no
 * record yet.
 */
export function createDumpKeeper(ports: DumpKeeperPorts): DumpKeeper {
  const { consent, dumps, outboxes, log } = ports;
  const questions = createEmitter();
  let withdrawals = 0;
  let asked: KeptDump | undefined;

  const ask = (next: KeptDump | undefined) => {
    const before = asked?.id;
    asked = next;
    if (next?.id !== before) questions.emit();
  };
  const surfaceOf = surfaceReader(ports);
  const ours = () => dumps.kept().filter((kept) => surfaceOf(kept) === ports.surface());
  const review = () => {
    ask(ours().find(({ state }) => state === 'asked'));
  };

  const followChoice = () => {
    // A guest's choice is the system's, which is unknown until it has been read, and is checked when sending.
    if (ports.surface() !== 'desktop' || ports.dumpFate() !== 'delete') return;
    for (const kept of ours().filter(({ state }) => state !== 'taken')) dumps.deleteKept(kept.id);
    review();
  };

  const finish = () => {
    followChoice();
    for (const kept of ours().filter(({ state }) => state === 'taken')) storeTaken(kept, ports);
    const kept = dumps.kept();
    const ages = outboxes.error.ages(kept.map(({ id }) => id));
    for (const { id } of beyondBounds(kept, ages)) dumps.deleteKept(id);
    review();
    ports.wakeUploader();
  };

  return {
    async keep(found, at, fields) {
      const before = withdrawals;
      const fitsBounds = found.size <= dumpBounds.largest;
      const digest = fitsBounds ? await dumps.digest(found.name) : undefined;
      if (withdrawals !== before || !consent.allows('error', ports.surface())) return;
      const encoded = ports.encode({
        name: 'crash',
        surface: ports.surface(),
        at,
        fields: fields(digest),
      });
      if (encoded.ok && digest !== undefined) {
        dumps.take(found.name, encoded.entry);
      } else {
        if (encoded.ok) outboxes.error.append([encoded.entry], []);
        else log.warn(`crashes: no record was made: ${encoded.problem}`);
        dumps.deleteFound(found.name);
      }
      finish();
    },
    finish,
    followChoice,
    question: () => asked,
    review,
    purge(refused) {
      const isOurs = refused.includes(ports.surface());
      if (isOurs) withdrawals += 1;
      const deleteRefused = () => {
        for (const kept of dumps.kept())
          if (refused.includes(surfaceOf(kept))) dumps.deleteKept(kept.id);
      };
      attemptAll([
        // The desktop keeps no dump of a guest's, so that all are deleted while it runs, legible or not.
        isOurs && ports.surface() === 'desktop' ? dumps.deleteAllKept : deleteRefused,
        ...(isOurs ? [dumps.deleteAllFound] : []),
        review,
      ]);
    },
    onQuestion: questions.listen,
  };
}
