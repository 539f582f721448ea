import { openDataFolder, unusableFolder } from '../shared/dataFolder.ts';
import { CannotStart, type Log } from '../shared/outcome.ts';
import { openPoolFile, type PoolFile } from './accounts/poolFile.ts';
import {
  ADMINISTRATORS_FILE,
  openAdministrators,
  type Administrators,
} from './admin/administrators.ts';
import { openMeetingFile } from './meetings/meetingFile.ts';
import { createMeetings, type Meetings } from './meetings/meetings.ts';

export const POOL_FILE = 'pool.json';
const MEETING_FILE = 'meetings.json';

/** What the pool keeps on disk, for itself alone until it is released. */
interface PoolFolder {
  readonly file: PoolFile;
  readonly meetings: Meetings;
  readonly administrators: Administrators;
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
  const path = folder.value.file(ADMINISTRATORS_FILE);
  let administrators: Administrators;
  try {
    administrators = openAdministrators(path, ports.now);
  } catch (error) {
    file.close();
    folder.value.release();
    throw new CannotStart(unusableFolder(path, error));
  }
  return {
    file,
    administrators,
    meetings: createMeetings({ file: meetingFile, data: file.data, now: ports.now }),
    release() {
      file.close();
      administrators.close();
      folder.value.release();
    },
  };
}
