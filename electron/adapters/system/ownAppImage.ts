import { realpathSync } from 'node:fs';
import { sep } from 'node:path';

/**
 * The AppImage that Candor runs from; undefined if none. Everything that an AppImage starts inherits its variables,
 * such as an editor's terminal: they are believed only if the mount that they name contains the running file.
 * @param executable the running file's path, links resolved.
 */
export function ownAppImage(
  { APPIMAGE: file, APPDIR: mount }: NodeJS.ProcessEnv,
  executable: string,
): string | undefined {
  if (!file || !mount) return undefined;
  try {
    return executable.startsWith(realpathSync(mount) + sep) ? file : undefined;
  } catch {
    // The mount is gone, which our own is not while Candor runs.
    return undefined;
  }
}
