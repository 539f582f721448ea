import { learnedSettings } from '../../../contract/insights/learned.ts';
import type { Log } from '../../shared/outcome.ts';
import { readOrMake, writeOwnerFile } from '../../shared/ownerFile.ts';

/** Its name in the data folder. */
export const learnedFile = 'learned.json';

/** Whether everyone may read what was learned. */
export interface LearnedSetting {
  readonly isOpen: () => boolean;
  /** Stores it on disk. Throws if the disk refuses, and then changes nothing. */
  readonly set: (open: boolean) => void;
}

const written = (open: boolean): string => `${JSON.stringify({ open })}\n`;

function parse(text: string): boolean | undefined {
  try {
    return learnedSettings.parse(JSON.parse(text)).open;
  } catch {
    return undefined; // Whatever it is instead, it opens nothing.
  }
}

/** Off until an officer turns it on; a damaged file counts as off and is logged. */
export function openLearnedSetting(path: string, log: Log): LearnedSetting {
  const kept = parse(readOrMake(path, () => written(false)));
  if (kept === undefined) log((t) => t('serviceCommand.learnedDamaged', { path }));
  let open = kept ?? false;
  return {
    isOpen: () => open,
    set(next) {
      writeOwnerFile(path, written(next));
      open = next;
    },
  };
}
