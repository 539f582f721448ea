import { linkPurposes } from '../../../contract/admin/paths.ts';

/**
 * One-time links as they lead to this page: the pool does not know what a proxy puts before its paths.
 * @param text one link, or a file with many.
 */
export function linksFromHere(text: string): string {
  const here = location.origin + location.pathname;
  return text
    .split(/(?=https?:\/\/)/)
    .map((part) => {
      const end = part.indexOf('#');
      const isLink =
        part.startsWith('http') &&
        linkPurposes.some((purpose) => part.startsWith(`#${purpose}=`, end));
      return isLink ? here + part.slice(end) : part;
    })
    .join('');
}
