import { realpathSync } from 'node:fs';
import { sep } from 'node:path';

/**
 * The AppImage that Candor runs from; undefined if it runs from none. Its variables are inherited by all that an
 * AppImage starts, as by an editor's terminal: they are believed only if the mount that they name holds the file
 * that runs.
 *
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
    // The mount is gone, which one's own is not while it runs.
    return undefined;
  }
}
