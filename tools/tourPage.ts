import { texts, type Language } from '../contract/text/index.ts';

/** One step of the tour: what can be seen, and what to notice. */
export interface Step {
  /** The picture's file, beside the page. */
  readonly file: string;
  readonly title: string;
  readonly notice: string;
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '"': '&quot;' };
const escaped = (text: string) => text.replace(/[&<"]/g, (sign) => escapes[sign] ?? sign);

const figure = ({ file, title, notice }: Step, index: number) => `
    <li>
      <h2>${index + 1}. ${escaped(title)}</h2>
      <p>${escaped(notice)}</p>
      <img src="${escaped(file)}" alt="${escaped(title)}" />
    </li>`;

/** The page that shows all steps, one below the other. */
export function tourPage(steps: readonly Step[], language: Language): string {
  const t = texts[language];
  return `<!doctype html>
<html lang="${language}">
  <meta charset="utf-8" />
  <meta name="viewport" content="width=device-width, initial-scale=1" />
  <title>${escaped(t.tour.title)}</title>
  <style>
    :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
    body { max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
    ol { list-style: none; padding: 0; }
    li { margin-block: 3rem; }
    h2 { margin-bottom: 0.25rem; }
    img { max-width: 100%; border: 1px solid #8888; border-radius: 8px; }
  </style>
  <h1>${escaped(t.tour.title)}</h1>
  <p>${escaped(t.tour.intro)}</p>
  <ol>${steps.map(figure).join('')}
  </ol>
</html>
`;
}
