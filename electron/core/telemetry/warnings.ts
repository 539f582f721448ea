import type { FileWarning, UnusableWarning, Warning } from '../../../contract/warning.ts';

/** Reports something the person should know, once however often it happens. */
export type Warn = (warning: Warning) => void;

/** Reports a file that was renamed. */
export const setAsideTo =
  (warn: Warn, kind: FileWarning) =>
  (file: string): void => {
    warn({ kind, file });
  };

/** Reports a file that can't be used, and why. */
export const unusableTo =
  (warn: Warn, kind: UnusableWarning) =>
  (file: string, problem: string): void => {
    warn({ kind, file, problem });
  };
