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
const frameSchema = z.strictObject({
  reported: z.string(),
  /** Null if no map says. */
  original: z
    .strictObject({
      file: z.string(),
      /** Counted from 1, as editors do. */
      line: z.int().min(1),
      column: z.int().min(1),
      /** What its caller calls the function, if the map says so, else its name in the stack; null if it has none. */
      function: z.string().nullable(),
    })
    .nullable(),
});
export type Frame = z.infer<typeof frameSchema>;

/** The answer to `GET /v1/records/ID/stack`. */
export const stackSchema = z.strictObject({
  /** Of the report, whose maps were looked for. */
  version: z.string(),
  frames: z.array(frameSchema),
});
export type Stack = z.infer<typeof stackSchema>;
