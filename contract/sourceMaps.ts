import { z } from 'zod';
import { versionPattern } from './envelope.ts';

/** The file beside a build's source maps that names their release. */
export const RELEASE_FILE = 'release.json';

export const releaseSchema = z.strictObject({
  version: z.string().regex(versionPattern),
  /** The files of the build that have a map, with their folders, such as `renderer/assets/index-CqDDoe9R.js`. */
  files: z.array(z.string().max(256)).max(2000),
});
export type Release = z.infer<typeof releaseSchema>;

/** One line of a stack as it was reported, and its position in the sources. */
export interface Frame {
  readonly reported: string;
  /** Null if no map says. */
  readonly original: {
    readonly file: string;
    /** Counted from 1, as editors do. */
    readonly line: number;
    readonly column: number;
    /** What its caller calls the function, if the map says so, else its name in the stack; null if it has none. */
    readonly function: string | null;
  } | null;
}
