import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findFaults, sayFindings, type CheckCommand } from '../shared/check/check.ts';
import { fault, type Finding } from '../shared/check/finding.ts';
import { unusableFolder } from '../shared/dataFolder.ts';
import type { Terminal } from '../shared/terminal.ts';
import { strangeTables } from './store/strangeTables.ts';

/** The databases of a data folder, if there are any. */
function databaseFindings(folder: string): readonly Finding[] {
  const path = join(folder, 'records.db');
  if (!existsSync(path)) return [];
  try {
    const tables = strangeTables(path);
    return tables.length === 0
      ? []
      : [
          fault('data', (t) =>
            t('serviceCommand.otherVersion', { path, tables: tables.join(', ') }),
          ),
        ];
  } catch (error) {
    return [fault('data', unusableFolder(folder, error))];
  }
}

/** Runs `candor-service check`. */
export async function runCheck(command: CheckCommand, terminal: Terminal): Promise<void> {
  sayFindings(await findFaults(command, databaseFindings), command, terminal);
}
