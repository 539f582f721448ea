import { rmSync } from 'node:fs';

/** Deletes files and folders; throws the first failure after deleting all that it can. */
export function deleteAll(paths: readonly string[]): void {
  const failures = paths.flatMap((path) => {
    try {
      rmSync(path, { force: true, recursive: true });
      return [];
    } catch (error) {
      return [error];
    }
  });
  if (failures.length > 0) throw failures[0];
}
