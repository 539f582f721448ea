import { screen, type BrowserWindow } from 'electron';
import type { WindowPlacements } from '../adapters/files/windowPlacements.ts';
import type { Log } from '../core/ports/system.ts';
import { arrangementOf, boxOnDisplays, type Box } from '../core/windows/windowBounds.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Opens each window where it was last closed in this arrangement of displays. */
export interface WindowPlacing {
  /** The bounds to open the window with: its last ones, or its usual size in the middle of the primary display. */
  readonly begin: (name: string, usual: Size) => { box: Size | Box; isMaximized: boolean };
  /** Remembers where the window is when it closes, under the name and size with which it was opened. */
  readonly follow: (name: string, window: BrowserWindow, usesContentSize?: boolean) => void;
}

export function createWindowPlacing(places: WindowPlacements, log: Log): WindowPlacing {
  const areas = () => screen.getAllDisplays().map(({ workArea }) => workArea);
  const arrangement = () => arrangementOf(screen.getAllDisplays().map(({ bounds }) => bounds));
  return {
    begin(name, usual) {
      const kept = places.read(arrangement(), name);
      const box = kept && boxOnDisplays(kept, areas());
      if (box) return { box, isMaximized: kept.isMaximized };
      const { width, height } = screen.getPrimaryDisplay().workAreaSize;
      const size = { width: Math.min(usual.width, width), height: Math.min(usual.height, height) };
      return { box: size, isMaximized: false };
    },
    follow(name, window, usesContentSize = false) {
      window.on('close', () => {
        const { x, y, ...outer } = window.getNormalBounds();
        const { width, height } = usesContentSize ? window.getContentBounds() : outer;
        const place = { x, y, width, height, isMaximized: window.isMaximized() };
        try {
          places.keep(arrangement(), name, place);
        } catch (error) {
          log.warn(`windows: a place could not be kept: ${String(error)}`);
        }
      });
    },
  };
}
