import type { FileWarning, UnusableWarning, Warning } from '../../../contract/warning.ts';

/** Names something that the person should know, once however often it happens. */
export type Warn = (warning: Warning) => void;

/** What tells of a file that was given another name. */
export const setAsideTo =
  (warn: Warn, kind: FileWarning) =>
  (file: string): void => {
    warn({ kind, file });
  };

/** What tells of a file that can't be used, and why. */
export const unusableTo =
  (warn: Warn, kind: UnusableWarning) =>
  (file: string, problem: string): void => {
    warn({ kind, file, problem });
  };
