import { join } from 'node:path';

/** Where the build puts what the desktop is shown beside windows; a picture's `@2x` lies beside it. */
export const PICTURES = join(import.meta.dirname, 'pictures');
