/**
 * A path as one word for the shell that reads it: for PowerShell and cmd if it is a Windows path, else for POSIX
 * shells.
 */
export function quoteForShell(path: string): string {
  if (/^[\w@%+=:,./-]+$/.test(path)) return path;
  if (/^([A-Za-z]:|\\)\\/.test(path)) return `"${path}"`;
  return `'${path.replaceAll("'", String.raw`'\''`)}'`;
}
