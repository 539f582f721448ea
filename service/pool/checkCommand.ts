import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findFaults, sayFindings, type CheckCommand } from '../shared/check/check.ts';
import { fault, type Finding } from '../shared/check/finding.ts';
import { codeOf } from '../shared/outcome.ts';
import type { Terminal } from '../shared/terminal.ts';
import { parsePoolFile, unusable } from './accounts/poolData.ts';
import { POOL_FILE } from './poolFile.ts';

/** `pool.json` of a data folder, if there is one. */
function documentFindings(folder: string): readonly Finding[] {
  const path = join(folder, POOL_FILE);
  if (!existsSync(path)) return [];
  try {
    const parsed = parsePoolFile(readFileSync(path, 'utf8'));
    return parsed.ok ? [] : [fault('data', unusable(path, parsed.problem))];
  } catch (error) {
    return [fault('data', (t) => t('poolCommand.unreadable', { path, code: codeOf(error) }))];
  }
}

/** Runs `candor-pool check`. */
export async function runCheck(command: CheckCommand, terminal: Terminal): Promise<void> {
  sayFindings(await findFaults(command, documentFindings), command, terminal);
}
