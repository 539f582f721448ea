import { existsSync } from 'node:fs';

/** The suffix of every unreadable copy that was set aside. */
export const SET_ASIDE = '.unreadable-';

/**
 * A free name under which to set an unreadable file aside.
 * @param now milliseconds since 1970.
 */
export function asideName(file: string, now: number): string {
  let aside = `${file}${SET_ASIDE}${now}`;
  while (existsSync(aside)) aside += '-again';
  return aside;
}
