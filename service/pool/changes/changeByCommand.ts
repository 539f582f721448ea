import { join } from 'node:path';
import type { LocalizedText } from '../../../contract/text/terminal.ts';
import { failed, type Log, type Outcome } from '../../shared/outcome.ts';
import type { PoolData } from '../accounts/poolData.ts';
import { POOL_FILE } from '../poolFile.ts';
import { CHANGE_LOG_FILE, openChangeLog } from './changeLog.ts';
import { createPoolChanges } from './poolChanges.ts';

/** Changes `pool.json` from the command line, and writes that down. Throws SQLite's and the system's errors. */
export function changeByCommand(
  data: string,
  turn: (data: PoolData) => Outcome<PoolData, LocalizedText>,
  log: Log,
): Outcome<number, LocalizedText> {
  const path = join(data, POOL_FILE);
  const changeLog = openChangeLog(join(data, CHANGE_LOG_FILE), { now: Date.now, log });
  try {
    const made = createPoolChanges(path, changeLog).make({ who: { by: 'command' }, turn });
    if (made.ok || typeof made.problem === 'function')
      return made as Outcome<number, LocalizedText>;
    return failed((t) => t('poolCommand.fileBusy', { path }));
  } finally {
    changeLog.close();
  }
}
