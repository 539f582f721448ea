import { existsSync } from 'node:fs';
import type { z } from 'zod';
import { isOdd, moveAside, readFileNow } from './oddFile.ts';

/**
 * Renames an invalid file.
 * @returns its new name, if it was invalid.
 */
export function setAsideUnlessValid(
  file: string,
  schema: z.ZodType,
  now: number,
): string | undefined {
  if (isOdd(file)) return moveAside(file, now);
  if (!existsSync(file)) return undefined;
  try {
    schema.parse(JSON.parse(readFileNow(file)));
    return undefined;
  } catch {
    // Whatever is wrong with it, the answer is the same: keep it, and begin anew.
    return moveAside(file, now);
  }
}
