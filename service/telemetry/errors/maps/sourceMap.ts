import { z } from 'zod';

/** ECMA-426 without sections; fields not needed to find a position are left out. */
const sourceMapSchema = z.object({
  version: z.literal(3),
  file: z.string().max(256).optional(),
  sources: z.array(z.string().max(1024).nullable()).max(50_000),
  names: z.array(z.string().max(1024)).max(1_000_000).default([]),
  mappings: z.string(),
});
export type SourceMap = z.infer<typeof sourceMapSchema>;

/** @returns undefined if the text is no source map. */
export function parseSourceMap(text: string): SourceMap | undefined {
  try {
    return sourceMapSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
