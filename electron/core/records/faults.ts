import { engineCatalogue } from '../../../contract/engineCatalogue.ts';
import type { Surface } from '../../../contract/datum.ts';
import type { Collector } from '../telemetry/collector.ts';
import type { ConsentKeeper } from '../consent/consentKeeper.ts';
import { toHex } from './entry.ts';
import { scrubbedLog, type LogExcerpt } from './logExcerpt.ts';
import type { Sha256 } from '../ports/crypto.ts';
import type { Condition } from '../ports/system.ts';

export interface Fault {
  readonly processType: 'main' | 'renderer';
  readonly name: string;
  readonly message: string;
  readonly stack: string;
  readonly code?: string;
}

export interface Faults {
  /**
   * Records an exception once; repetitions are only counted.
   * @param on the surface on which it came; by default the process's.
   */
  readonly report: (fault: Fault, on?: Surface) => void;
  /** Records how often exceptions were repeated since the last call. */
  readonly recordRepeats: () => void;
  /** Forgets every exception that it has seen, and the log's excerpt. */
  readonly purge: () => void;
}

const MOST_KINDS = 500;
const { error: data } = engineCatalogue;

/** Identifies an exception by its place in our code: its frames, without the message, which may vary. */
function frames({ message, stack }: Fault): string {
  const lines = stack.replace(message, '').split('\n');
  return lines.filter((line) => /^\s*at |@/.test(line)).join('\n') || (lines[0] ?? '');
}

/** Turns uncaught exceptions into error records. */
export function createFaults(ports: {
  consent: ConsentKeeper;
  collector: Collector;
  sha256: Sha256;
  scrub: (text: string) => string;
  /** The current account in clear text. */
  userId: () => string;
  condition: () => Condition;
  excerpt: LogExcerpt;
  /** The surface on which this process currently records. */
  surface: () => Surface;
}): Faults {
  const { consent, collector, scrub } = ports;
  const repeats = new Map<
    string,
    { readonly on: Surface; readonly fingerprint: string; readonly times: number }
  >();

  const fit = (
    field: 'exceptionType' | 'exceptionMessage' | 'exceptionStack' | 'errorCode',
    text: string,
  ) => scrub(text).slice(0, data[field].maxLength);

  const record = (fault: Fault, fingerprint: string, on: Surface) => {
    void collector.record('exception', on, {
      userId: ports.userId().slice(0, data.userId.maxLength),
      processType: fault.processType,
      exceptionType: fit('exceptionType', fault.name),
      exceptionMessage: fit('exceptionMessage', fault.message),
      exceptionStack: fit('exceptionStack', fault.stack),
      fingerprint,
      ...(fault.code ? { errorCode: fit('errorCode', fault.code) } : {}),
      errorLog: scrubbedLog(ports.excerpt.text(), scrub),
      ...ports.condition(),
    });
  };

  return {
    report(fault, on = ports.surface()) {
      if (!consent.allows('error', on)) return;
      const place = scrub(`${fault.processType}\n${fault.name}\n${frames(fault)}`);
      const fingerprint = toHex(ports.sha256(place)).slice(0, 16);
      const kind = `${on} ${fingerprint}`;
      const seen = repeats.get(kind);
      if (seen === undefined && repeats.size >= MOST_KINDS) return;
      repeats.set(kind, { on, fingerprint, times: seen === undefined ? 0 : seen.times + 1 });
      if (seen === undefined) record(fault, fingerprint, on);
    },
    recordRepeats() {
      for (const [kind, { on, fingerprint, times: occurrences }] of repeats) {
        if (occurrences === 0) continue;
        repeats.set(kind, { on, fingerprint, times: 0 });
        void collector.record('repeats', on, { fingerprint, occurrences });
      }
    },
    purge: () => {
      ports.excerpt.purge();
      repeats.clear();
    },
  };
}
