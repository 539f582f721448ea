import type { DumpFiles } from '../../core/ports/dumps.ts';
import { createFoundDumps } from './foundDumps.ts';
import { createKeptDumps } from './keptDumps.ts';

/**
 * The dumps on disk.
 * @param crashFolder the crash reporter's own.
 * @param folder where Candor keeps those that it took, for their owner alone.
 */
export const createDumpFiles = (folders: { crashFolder: string; folder: string }): DumpFiles => ({
  ...createFoundDumps(folders.crashFolder),
  ...createKeptDumps(folders.folder),
});
