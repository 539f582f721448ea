/** A path as one word of the shell that reads it: PowerShell's and cmd's where it is one of Windows', else POSIX's. */
export function quoteForShell(path: string): string {
  if (/^[\w@%+=:,./-]+$/.test(path)) return path;
  if (/^([A-Za-z]:|\\)\\/.test(path)) return `"${path}"`;
  return `'${path.replaceAll("'", String.raw`'\''`)}'`;
}
