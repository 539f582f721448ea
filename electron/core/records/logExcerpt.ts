import { engineCatalogue } from '../../../contract/engineCatalogue.ts';
import { LONGEST_SCRUBBED } from './scrub.ts';

export interface LogExcerpt {
  /** Keeps a line, if error reports are allowed as it is written. */
  readonly note: (line: string) => void;
  readonly text: () => string;
  readonly forget: () => void;
}

const MOST_LINES = 30;
const { maxLength } = engineCatalogue.error.errorLog;

/**
 * The last lines of the log, for an error report. A line that was written while reports were refused is
 * not among them, nor one of an earlier session: nothing of a refused time travels in a later report.
 */
export function createLogExcerpt(isAllowed: () => boolean): LogExcerpt {
  let lines: string[] = [];
  let length = 0;
  return {
    note(line) {
      if (!isAllowed()) return;
      lines.push(line);
      length += line.length + 1;
      // Whole lines go, since half a name is none that a scrubber knows, and more than it reads is kept by nobody.
      while (lines.length > MOST_LINES || length > LONGEST_SCRUBBED)
        length -= (lines.shift()?.length ?? 0) + 1;
    },
    text: () => lines.join('\n'),
    forget: () => {
      lines = [];
      length = 0;
    },
  };
}

/** The end of a log as a record holds it. It is scrubbed whole, and cut only then. */
export function scrubbedLog(log: string, scrub: (text: string) => string): string {
  return scrub(log).split('\n').slice(-MOST_LINES).join('\n').slice(-maxLength);
}
