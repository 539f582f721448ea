import { openDataFolder } from '../shared/dataFolder.ts';
import { CannotStart, type Log } from '../shared/outcome.ts';
import { openPoolFile, type PoolFile } from './accounts/poolFile.ts';
import { openMeetingFile } from './meetings/meetingFile.ts';
import { createMeetings, type Meetings } from './meetings/meetings.ts';
import { createRelays, type Relays } from './relays/relays.ts';

export const POOL_FILE = 'pool.json';
const MEETING_FILE = 'meetings.json';

/** What the pool keeps on disk, for itself alone until it is released. */
interface PoolFolder {
  readonly file: PoolFile;
  readonly meetings: Meetings;
  readonly relays: Relays;
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
  const relays = createRelays(file.data, ports.now);
  return {
    file,
    relays,
    meetings: createMeetings({ file: meetingFile, data: file.data, relays, now: ports.now }),
    release() {
      file.close();
      folder.value.release();
    },
  };
}
