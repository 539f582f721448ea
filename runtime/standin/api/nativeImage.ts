import { existsSync, readFileSync } from 'node:fs';
import type * as Electron from 'electron';
import { strict } from '../unimplemented.ts';

/** Pictures that nothing draws: kept as the bytes of their PNG. */
export function createNativeImage(): typeof Electron.nativeImage {
  const made = (bytes: Buffer): Electron.NativeImage => {
    const face = {
      isEmpty: () => bytes.length === 0,
      toPNG: () => bytes,
    } satisfies Partial<Electron.NativeImage>;
    return strict('NativeImage', 'nativeImage.ts', face) as unknown as Electron.NativeImage;
  };
  const face = {
    createEmpty: () => made(Buffer.alloc(0)),
    createFromPath: (path: string) => made(existsSync(path) ? readFileSync(path) : Buffer.alloc(0)),
  } satisfies Partial<typeof Electron.nativeImage>;
  return strict('nativeImage', 'nativeImage.ts', face) as unknown as typeof Electron.nativeImage;
}
