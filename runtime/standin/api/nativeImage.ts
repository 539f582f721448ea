import { readFileSync } from 'node:fs';
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
    createFromPath: (path: string) => made(pictureOf(path)),
  } satisfies Partial<typeof Electron.nativeImage>;
  return strict('nativeImage', 'nativeImage.ts', face) as unknown as typeof Electron.nativeImage;
}

const PNG = Buffer.from('89504e470d0a1a0a', 'hex');

/** The bytes of a PNG file; none if there is no file, or one of another kind. */
function pictureOf(path: string): Buffer {
  try {
    const bytes = readFileSync(path);
    return bytes.subarray(0, PNG.length).equals(PNG) ? bytes : Buffer.alloc(0);
  } catch {
    return Buffer.alloc(0); // As Electron does for a file that can't be read.
  }
}
