import { engineCatalogue } from '../../../contract/engineCatalogue.ts';
import { LONGEST_SCRUBBED } from './scrub.ts';

export interface LogExcerpt {
  /** Keeps a line, if error reports are allowed when it is written. */
  readonly note: (line: string) => void;
  readonly text: () => string;
  readonly purge: () => void;
}

const MOST_LINES = 30;
const { maxLength } = engineCatalogue.error.errorLog;

/**
 * The last lines of the log, for an error report. It contains no line that was written while reports were refused,
 * nor one from an earlier session: nothing from a refused time travels in a later report.
 */
export function createLogExcerpt(isAllowed: () => boolean): LogExcerpt {
  let lines: string[] = [];
  let length = 0;
  return {
    note(line) {
      if (!isAllowed()) return;
      lines.push(line);
      length += line.length + 1;
      // Whole lines are dropped, since a scrubber does not recognize half a name, and anything beyond what it reads
      // is not kept.
      while (lines.length > MOST_LINES || length > LONGEST_SCRUBBED)
        length -= (lines.shift()?.length ?? 0) + 1;
    },
    text: () => lines.join('\n'),
    purge: () => {
      lines = [];
      length = 0;
    },
  };
}

/** The end of a log as a record contains it. It is scrubbed whole, and only then cut. */
export function scrubbedLog(log: string, scrub: (text: string) => string): string {
  return scrub(log).split('\n').slice(-MOST_LINES).join('\n').slice(-maxLength);
}
