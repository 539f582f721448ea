export interface LogExcerpt {
  /** Keeps a line, if error reports are allowed as it is written. */
  readonly note: (line: string) => void;
  readonly text: () => string;
  readonly forget: () => void;
}

const MOST_LINES = 30;

/**
 * The last lines of the log, for an error report. A line that was written while reports were refused is
 * not among them, nor one of an earlier session: nothing of a refused time travels in a later report.
 */
export function createLogExcerpt(isAllowed: () => boolean): LogExcerpt {
  let lines: string[] = [];
  return {
    note(line) {
      if (!isAllowed()) return;
      lines.push(line);
      if (lines.length > MOST_LINES) lines.shift();
    },
    text: () => lines.join('\n'),
    forget: () => {
      lines = [];
    },
  };
}
