import { openDataFolder, unusableFolder } from '../shared/dataFolder.ts';
import { isOfDisk } from '../shared/isOfDisk.ts';
import { CannotStart, codeOf, type Log } from '../shared/outcome.ts';
import { openPoolFile, type PoolFile } from './accounts/poolFile.ts';
import {
  ADMINISTRATORS_FILE,
  openAdministrators,
  type Administrators,
} from './admin/administrators.ts';
import { CHANGE_LOG_FILE, openChangeLog, type ChangeLog } from './changes/changeLog.ts';
import { createPoolChanges, type PoolChanges } from './changes/poolChanges.ts';
import { openMeetingFile } from './meetings/meetingFile.ts';
import { createMeetings, type Meetings } from './meetings/meetings.ts';
import { POOL_FILE } from './poolFile.ts';
import { createRelays, type Relays } from './relays/relays.ts';

const MEETING_FILE = 'meetings.json';

/** What the pool keeps on disk, for itself alone until it is released. */
export interface PoolFolder {
  readonly file: PoolFile;
  readonly meetings: Meetings;
  readonly relays: Relays;
  readonly administrators: Administrators;
  readonly changeLog: ChangeLog;
  readonly changes: PoolChanges;
  readonly release: () => void;
}

/** Opens the pool's data folder. Throws {@link CannotStart} if the folder or its `pool.json` can't be used. */
export function openPoolFolder(
  dataFolder: string,
  ports: { readonly log: Log; readonly now: () => number },
): PoolFolder {
  const folder = openDataFolder(dataFolder, ports.log);
  if (!folder.ok) throw new CannotStart(folder.problem);
  const opened = openPoolFile(folder.value.file(POOL_FILE), ports.log);
  if (!opened.ok) {
    folder.value.release();
    throw new CannotStart(opened.problem);
  }
  const file = opened.value;
  const meetingFile = openMeetingFile(folder.value.file(MEETING_FILE), ports);
  let books: ReturnType<typeof openBooks>;
  try {
    books = openBooks(folder.value.file, ports);
  } catch (error) {
    file.close();
    folder.value.release();
    throw new CannotStart(unusableFolder(folder.value.path, error));
  }
  const { administrators, changeLog } = books;
  const relays = createRelays(file.data, ports.now);
  const written = createPoolChanges(folder.value.file(POOL_FILE), changeLog, file.reread);
  const changes = {
    ...written,
    notice() {
      try {
        written.notice();
      } catch (error) {
        if (!isOfDisk(error)) throw error;
        // What others changed holds all the same, and is written down with the next change.
        ports.log((t) => t('poolCommand.changeLogUnwritten', { why: codeOf(error) }));
      }
    },
  };
  return {
    file,
    administrators,
    changeLog,
    changes,
    relays,
    meetings: createMeetings({ file: meetingFile, data: file.data, relays, now: ports.now }),
    release() {
      file.close();
      administrators.close();
      changeLog.close();
      folder.value.release();
    },
  };
}

/** Who administers, and who changed what. Throws SQLite's errors. */
function openBooks(
  at: (name: string) => string,
  ports: { readonly log: Log; readonly now: () => number },
) {
  const administrators = openAdministrators(at(ADMINISTRATORS_FILE), ports.now);
  try {
    return { administrators, changeLog: openChangeLog(at(CHANGE_LOG_FILE), ports) };
  } catch (error) {
    administrators.close();
    throw error;
  }
}
