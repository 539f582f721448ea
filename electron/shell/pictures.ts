import { join } from 'node:path';

/** Where the build puts the images that the desktop shows outside windows; an image's `@2x` is beside it. */
export const PICTURES = join(import.meta.dirname, 'pictures');
