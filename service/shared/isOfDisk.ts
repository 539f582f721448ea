import { resultCodeOf } from '../../contract/sqlite.ts';
import { codeOf } from './outcome.ts';

/** Whether an error is SQLite's or the file system's, such as of a full disk, and no fault of ours. */
export const isOfDisk = (error: unknown): boolean =>
  resultCodeOf(error) !== undefined || /^E[A-Z]+$/.test(codeOf(error));
