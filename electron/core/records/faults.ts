import { catalogue, type Surface } from '../../../contract/catalogue.ts';
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
  /** Records an exception once; when it comes again it is counted, and not recorded anew. */
  readonly report: (fault: Fault) => void;
  /** Records how often exceptions came again since the last call. */
  readonly recordRepeats: () => void;
  /** Forgets every exception that it has seen, and what the log said meanwhile. */
  readonly forget: () => void;
}

const MOST_KINDS = 500;
const { error: data } = catalogue;

/** The place of an exception in our code: its frames, without the message, which may differ each time. */
function frames({ message, stack }: Fault): string {
  const lines = stack.replace(message, '').split('\n');
  return lines.filter((line) => /^\s*at |@/.test(line)).join('\n') || (lines[0] ?? '');
}

/** Turns exceptions that nothing caught into error records. */
export function createFaults(ports: {
  consent: ConsentKeeper;
  collector: Collector;
  sha256: Sha256;
  scrub: (text: string) => string;
  /** The account in clear text, as of now. */
  userId: () => string;
  condition: () => Condition;
  excerpt: LogExcerpt;
  /** On which surface this process records, as of now. */
  surface: () => Surface;
}): Faults {
  const { consent, collector, scrub } = ports;
  const repeats = new Map<string, number>();

  const fit = (
    field: 'exceptionType' | 'exceptionMessage' | 'exceptionStack' | 'errorCode',
    text: string,
  ) => scrub(text).slice(0, data[field].maxLength);

  const record = (fault: Fault, fingerprint: string) => {
    void collector.record('exception', ports.surface(), {
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
    report(fault) {
      if (!consent.allows('error', ports.surface())) return;
      const place = scrub(`${fault.processType}\n${fault.name}\n${frames(fault)}`);
      const fingerprint = toHex(ports.sha256(place)).slice(0, 16);
      const seen = repeats.get(fingerprint);
      if (seen === undefined && repeats.size >= MOST_KINDS) return;
      repeats.set(fingerprint, seen === undefined ? 0 : seen + 1);
      if (seen === undefined) record(fault, fingerprint);
    },
    recordRepeats() {
      for (const [fingerprint, occurrences] of repeats) {
        if (occurrences === 0) continue;
        repeats.set(fingerprint, 0);
        void collector.record('repeats', ports.surface(), { fingerprint, occurrences });
      }
    },
    forget: () => {
      ports.excerpt.forget();
      repeats.clear();
    },
  };
}
