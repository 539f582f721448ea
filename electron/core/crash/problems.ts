import { engineCatalogue } from '../../../contract/engineCatalogue.ts';
import type { Surface } from '../../../contract/datum.ts';
import type { ConsentKeeper } from '../consent/consentKeeper.ts';
import type { Encode } from '../records/entry.ts';
import { scrubbedLog, type LogExcerpt } from '../records/logExcerpt.ts';
import type { Outboxes, Entry } from '../ports/outbox.ts';
import type { Clock, Condition, Versions } from '../ports/system.ts';

export interface Problems {
  /** The exact line that would be sent for this text; undefined if error reports are refused. */
  readonly preview: (text: string) => { readonly id: string; readonly line: string } | undefined;
  /**
   * Stores the record that was shown last.
   * @returns whether it was that one, and still allowed.
   */
  readonly send: (id: string) => boolean;
  readonly purge: () => void;
}

const { error: data } = engineCatalogue;

/** Turns what a person writes into an error record: their own words unchanged, the rest scrubbed. */
export function createProblems(ports: {
  consent: ConsentKeeper;
  outboxes: Outboxes;
  encode: Encode;
  clock: Clock;
  scrub: (text: string) => string;
  excerpt: LogExcerpt;
  condition: () => Condition;
  versions: Versions;
  userId: () => string;
  decodeUtf8: (bytes: Uint8Array) => string;
  wakeUploader: () => void;
  /** The surface on which this process currently records. */
  surface: () => Surface;
}): Problems {
  const { consent, scrub } = ports;
  let shown: Entry | undefined;
  const allowed = () => consent.allows('error', ports.surface());

  return {
    preview(text) {
      shown = undefined;
      if (!allowed()) return undefined;
      const fields = {
        userId: ports.userId().slice(0, data.userId.maxLength),
        problemText: text,
        ...ports.versions,
        errorLog: scrubbedLog(ports.excerpt.text(), scrub),
        ...ports.condition(),
      };
      const surface = ports.surface();
      const encoded = ports.encode({ name: 'problem', surface, at: ports.clock.now(), fields });
      if (!encoded.ok) throw new Error(encoded.problem);
      shown = encoded.entry;
      return { id: shown.id, line: ports.decodeUtf8(shown.line) };
    },
    send(id) {
      if (shown?.id !== id || !allowed()) return false;
      ports.outboxes.error.append([shown], []);
      shown = undefined;
      ports.wakeUploader();
      return true;
    },
    purge: () => {
      shown = undefined;
    },
  };
}
