import { rmSync } from 'node:fs';
import { attemptAll } from '../../../contract/attemptAll.ts';

/** Deletes files and folders; throws the first failure after deleting all that it can. */
export function deleteAll(paths: readonly string[]): void {
  attemptAll(
    paths.map((path) => () => {
      rmSync(path, { force: true, recursive: true });
    }),
  );
}
