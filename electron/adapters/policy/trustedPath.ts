import { lstatSync, readlinkSync, type Stats } from 'node:fs';
import { dirname, join } from 'node:path';

/** As the Linux kernel's own limit (path_resolution(7)). */
const MOST_LINKS = 40;
const WRITABLE_BY_OTHERS = 0o022;
/** In such a folder only an entry's owner, or the folder's, may rename or delete the entry (inode(7), S_ISVTX). */
const STICKY = 0o1000;

/** What a path finally resolves to, or why others than root control it; `since` in milliseconds since 1970. */
export type Way =
  | { readonly file: string; readonly stats: Stats }
  | { readonly problem: string; readonly since: number };

function ownershipProblem({ uid, mode }: Stats): string | undefined {
  if (uid !== 0) return 'it is not owned by root';
  return mode & WRITABLE_BY_OTHERS ? 'others than root may write to it' : undefined;
}

/** Whether somebody other than root can replace root's entries in this folder. */
const isOpenToOthers = ({ uid, mode }: Stats): boolean =>
  uid !== 0 || ((mode & WRITABLE_BY_OTHERS) !== 0 && (mode & STICKY) === 0);

/** The steps to an absolute name, or to a link's target. */
const stepsOf = (path: string): string[] =>
  path.split('/').filter((step) => step !== '' && step !== '.');

/**
 * Resolves an absolute path step by step, as the kernel does, and checks each folder and link before passing it: all
 * must be root's, in folders where nobody else can replace them. Then nobody but root can change the result, or make
 * it missing. Access control lists are covered as far as the mode's group bits, which contain their mask, show them.
 * @throws ENOENT if it does not exist, and only root can have removed it; and whatever else the system refuses.
 */
export function walkTrusted(path: string): Way {
  const named = dirname(path);
  const steps = stepsOf(path);
  let links = 0;
  let folder = '/';
  let folderStats = lstatSync(folder);

  const refuse = (place: string, stats: Stats): Way => {
    const isNear = place === named || (place === folder && steps.length === 0);
    const problem = isNear
      ? 'others than root may write to its folder'
      : `others than root may change ${place}, which leads to it`;
    return { problem, since: stats.ctimeMs };
  };

  for (let step = steps.shift(); step !== undefined; step = steps.shift()) {
    if (isOpenToOthers(folderStats)) return refuse(folder, folderStats);
    if (step === '..') {
      folder = dirname(folder);
      folderStats = lstatSync(folder);
      continue;
    }
    const place = join(folder, step);
    const stats = lstatSync(place);
    if (stats.isSymbolicLink()) {
      if (stats.uid !== 0) return refuse(place, stats);
      links += 1;
      if (links > MOST_LINKS) return { problem: 'it does not exist', since: stats.ctimeMs };
      const target = readlinkSync(place);
      steps.unshift(...stepsOf(target));
      if (target.startsWith('/')) {
        folder = '/';
        folderStats = lstatSync(folder);
      }
    } else if (stats.isDirectory() && steps.length > 0) {
      folder = place;
      folderStats = stats;
    } else {
      const isReached = steps.length === 0 && stats.isFile();
      const problem = isReached ? ownershipProblem(stats) : 'it is not a file';
      if (problem !== undefined) return { problem, since: stats.ctimeMs };
      return { file: place, stats };
    }
  }
  return { problem: 'it is not a file', since: folderStats.ctimeMs };
}
