const opens = new Set(['\u2066', '\u2067', '\u2068']);

/** Whether a text has nothing that turns round what stands beside it, but within isolates of its own (UAX #9). */
function keepsToItself(text: string): boolean {
  let depth = 0;
  for (const letter of text) {
    if (opens.has(letter)) depth += 1;
    else if (letter === '\u2069') depth -= 1;
    else if (depth < 1 && /[\p{Bidi_Control}\p{Script=Hebrew}\p{Script=Arabic}]/u.test(letter))
      return false;
  }
  return depth === 0;
}

/** Initials stand in a circle of their own. */
const apart = 'bdi, [dir="auto"], style, script, .fui-Avatar';

/** The texts on the page, and the names of its parts, that could reorder what stands beside them. */
export function exposedTexts(): readonly string[] {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const exposed: string[] = [];
  while (texts.nextNode()) {
    const { data, parentElement } = texts.currentNode as Text;
    if (!keepsToItself(data) && !parentElement?.closest(apart)) exposed.push(data);
  }
  for (const element of document.querySelectorAll('[aria-label], [placeholder], [title]'))
    for (const attribute of ['aria-label', 'placeholder', 'title'])
      if (!keepsToItself(element.getAttribute(attribute) ?? '') && !element.closest(apart))
        exposed.push(`${attribute}: ${element.getAttribute(attribute) ?? ''}`);
  return exposed;
}
