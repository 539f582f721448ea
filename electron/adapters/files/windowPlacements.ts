import { join } from 'node:path';
import Store from 'electron-store';
import { z } from 'zod';
import type { WindowBounds } from '../../core/windows/windowBounds.ts';
import { setAsideUnlessValid } from './setAsideUnlessValid.ts';

/** Where the windows were, for each arrangement of displays. */
export interface WindowPlacements {
  readonly read: (arrangement: string, window: string) => WindowBounds | undefined;
  /** Throws if the disk refuses. */
  readonly keep: (arrangement: string, window: string, place: WindowBounds) => void;
}

/** A desk, a meeting room, a train: arrangements beyond these are not remembered. */
const MOST_ARRANGEMENTS = 8;

const place = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().positive(),
  height: z.int().positive(),
  isMaximized: z.boolean(),
});
const file = z.object({ arrangements: z.record(z.string(), z.record(z.string(), place)) });

/** Keeps them in `windows.json`; an unreadable file is set aside, and windows open in their usual place. */
export function openWindowPlacements(
  folder: string,
  now: number,
  onSetAside: (file: string) => void,
): WindowPlacements {
  const name = 'windows';
  const aside = setAsideUnlessValid(join(folder, `${name}.json`), file, now);
  if (aside !== undefined) onSetAside(aside);
  const store = new Store<z.infer<typeof file>>({
    cwd: folder,
    name,
    configFileMode: 0o600,
    accessPropertiesByDotNotation: false,
    defaults: { arrangements: {} },
  });
  return {
    read: (arrangement, window) => store.get('arrangements')[arrangement]?.[window],
    keep(arrangement, window, kept) {
      const { [arrangement]: here = {}, ...others } = store.get('arrangements');
      // The last used comes last, so that the first is the one to forget.
      const all = [...Object.entries(others), [arrangement, { ...here, [window]: kept }] as const];
      store.set('arrangements', Object.fromEntries(all.slice(-MOST_ARRANGEMENTS)));
    },
  };
}
