import { readPeer } from '../../../contract/sip/peerAddress.ts';

/** Without case, accents and direction marks, as people search. */
const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\p{Mark}\p{Bidi_Control}]/gu, '')
    .toLowerCase();

/** The searchable text of a person. */
export const searchable = (name: string, peer: string): string =>
  folded(`${name} ${readPeer(peer).address} ${peer}`);

/** @returns a test for whether each word of a search occurs in a searchable text. */
export function searchFor(search: string): (text: string) => boolean {
  const words = folded(search).split(/\s+/);
  return (text) => words.every((word) => text.includes(word));
}

interface Colleague {
  readonly peer: string;
  readonly text: string;
}

/** Nobody looks through more: another letter finds fewer. */
const MOST_FOUND = 20;

/** Preparing a large organisation's names takes a moment; the result is kept until they change. */
const ready = new WeakMap<
  ReadonlyMap<string, string>,
  { readonly language: string; readonly all: readonly Colleague[] }
>();

function inOrder(names: ReadonlyMap<string, string>, language: string): readonly Colleague[] {
  const known = ready.get(names);
  if (known?.language === language) return known.all;
  const { compare } = new Intl.Collator(language, { sensitivity: 'base', numeric: true });
  const all = [...names]
    .sort(([, a], [, b]) => compare(a, b))
    .map(([peer, name]) => ({ peer, text: searchable(name, peer) }));
  ready.set(names, { language, all });
  return all;
}

/**
 * @param names by address.
 * @param isListed who is in the list already.
 * @returns the first colleagues, not listed already, that match; none without a search.
 */
export function findColleagues(
  names: ReadonlyMap<string, string>,
  isListed: (peer: string) => boolean,
  search: string,
  language: string,
): readonly string[] {
  if (search.trim() === '') return [];
  const isMeant = searchFor(search);
  const found: string[] = [];
  for (const { peer, text } of inOrder(names, language)) {
    if (found.length === MOST_FOUND) break;
    if (!isListed(peer) && isMeant(text)) found.push(peer);
  }
  return found;
}
