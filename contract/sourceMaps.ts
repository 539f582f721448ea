import { z } from 'zod';
import { versionPattern } from './envelope.ts';

/** The file beside a build's source maps that says of which release they are. */
export const RELEASE_FILE = 'release.json';

export const releaseSchema = z.strictObject({
  version: z.string().regex(versionPattern),
  /** The files of the build that have a map, each with its folders, such as `renderer/assets/index-CqDDoe9R.js`. */
  files: z.array(z.string().max(256)).max(2000),
});
export type Release = z.infer<typeof releaseSchema>;

/** One line of a stack, as it was reported, and where that is in the sources. */
const frameSchema = z.strictObject({
  reported: z.string(),
  /** Null where no map tells it. */
  original: z
    .strictObject({
      file: z.string(),
      /** Counted from 1, as editors do. */
      line: z.int().min(1),
      column: z.int().min(1),
      /** What its caller calls the function, where the map tells that, else what the stack calls it; null for none. */
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
