import { EventEmitter } from 'node:events';
import { existsSync } from 'node:fs';
import type * as Electron from 'electron';
import { strict } from '../unimplemented.ts';

type Surface = Pick<
  Electron.Tray,
  'setImage' | 'setToolTip' | 'setContextMenu' | 'destroy' | 'isDestroyed'
>;

/** Icons that no notification area shows; a test that replaces a method of the prototype sees its calls. */
export function createTray(): typeof Electron.Tray {
  class StandInTray extends EventEmitter implements Surface {
    private isGone = false;
    constructor(image: Electron.NativeImage | string) {
      super();
      this.setImage(image);
      return strict('Tray', 'tray.ts', this);
    }
    setImage(image: Electron.NativeImage | string): void {
      if (typeof image === 'string' && !existsSync(image))
        throw new Error(`Failed to load image from path '${image}'`);
    }
    setToolTip(): void {}
    setContextMenu(): void {}
    destroy(): void {
      this.isGone = true;
    }
    isDestroyed(): boolean {
      return this.isGone;
    }
  }
  return strict('Tray', 'tray.ts', StandInTray) as unknown as typeof Electron.Tray;
}
