import { tokenize } from 'linkifyjs';

export interface LinkPart {
  readonly kind: 'link';
  readonly text: string;
  readonly url: string;
  readonly host: string;
}
export type Part = LinkPart | { readonly kind: 'text'; readonly text: string };

/** Characters that hide what an address says, or turn it round. */
const deceptive = /[\p{Cf}\p{Cc}]/u;

/**
 * Finds the web addresses in a text: only what is written with http or https, and names a host without
 * a user before it, which people would read as the host. The host is as the browser will read it.
 */
export function partsOf(text: string): readonly Part[] {
  const parts: Part[] = [];
  const add = (more: string): void => {
    const last = parts.at(-1);
    if (last?.kind === 'text') parts[parts.length - 1] = { kind: 'text', text: last.text + more };
    else parts.push({ kind: 'text', text: more });
  };
  for (const token of tokenize(text)) {
    const written = token.toString();
    const url = /^https?:\/\//i.test(written) && !deceptive.test(written) && URL.parse(written);
    if (url && url.username === '' && url.password === '')
      parts.push({ kind: 'link', text: written, url: url.href, host: url.host });
    else add(written);
  }
  return parts;
}

/** Whether what is written shows the host that it leads to, letter by letter. */
export const isPlain = ({ text, host }: LinkPart): boolean =>
  text.toLowerCase().includes(`//${host}`);
