import { existsSync } from 'node:fs';
import type { z } from 'zod';
import { isOdd, moveAside, readFileNow } from './oddFile.ts';

/** Gives a file that does not hold what it should another name. @returns that name, if it came to that. */
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
