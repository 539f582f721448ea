import { maintainer, type Release } from './deb.ts';

/** RFC 5322's date, in UTC, as deb-changelog(5) wants it. */
const dateOf = (epoch: number): string =>
  new Date(epoch * 1000).toUTCString().replace('GMT', '+0000');

/** Debian's changelog of this package; what changes for people is in Candor's own. */
export const changelogOf = (name: string, { version, epoch }: Release): string =>
  `${name} (${version}) stable; urgency=medium

  * Candor ${version.split('-')[0] ?? ''}, as its CHANGELOG.md describes it.

 -- ${maintainer}  ${dateOf(epoch)}
`;
