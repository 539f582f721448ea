import type { Meeting } from '../../../contract/meetings.ts';
import { meetingPaths } from '../../../contract/meetingLimits.ts';
import { meetingTitle } from '../../../contract/meetingTitle.ts';
import { createTexts, type Language } from '../../../contract/text/index.ts';

/** The paths of the page's style and icon, below the pool's address. */
export const joinPageFiles = { style: '/join/style.css', icon: '/join/icon.svg' } as const;

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escape = (text: string) => text.replace(/[&<>"']/g, (character) => escapes[character] ?? '');

/** HTML from a template whose values are plain texts, except those that are {@link Markup}. */
function html(parts: TemplateStringsArray, ...values: readonly (string | Markup)[]): Markup {
  const written = values.map((value) => (typeof value === 'string' ? escape(value) : value.markup));
  return { markup: String.raw({ raw: parts }, ...written) };
}
interface Markup {
  readonly markup: string;
}
const nothing: Markup = { markup: '' };

/** The first letters of the first and the last word of a name. */
function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter((word) => /^[\p{L}\p{N}]/u.test(word));
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words;
  return ends.map((word) => String.fromCodePoint(word?.codePointAt(0) ?? 32)).join('');
}

function pageOf(language: Language, title: string, content: Markup): string {
  const page = html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>${title}</title>
        <link rel="icon" type="image/svg+xml" href="${joinPageFiles.icon}" />
        <link rel="stylesheet" href="${joinPageFiles.style}" />
      </head>
      <body>
        <main>
          <p class="brand">
            <img src="${joinPageFiles.icon}" alt="" width="28" height="28" />Candor
          </p>
          <div class="card">${content}</div>
        </main>
      </body>
    </html> `;
  return page.markup;
}

/** A page without a meeting: what it says, and where it leads, if anywhere. */
function saying(
  language: Language,
  { heading, detail, back }: { heading: string; detail: string; back?: Markup },
): string {
  const { t } = createTexts(language);
  const content = html`<h1>${heading}</h1>
    <p class="said">${detail}</p>
    ${back ?? nothing}`;
  return pageOf(language, t('joinPage.title', { meeting: heading }), content);
}

/** The invitation to a meeting that is open: a link to the client, and one to the meeting in the browser. */
export function invitation(
  language: Language,
  meeting: Meeting,
  { pool, hasBrowser }: { readonly pool: string; readonly hasBrowser: boolean },
): string {
  const { t } = createTexts(language);
  const { id, host, MeetingUxEnableTelemetry } = meeting;
  const title = meetingTitle(meeting, t);
  const { displayName: name, organisation } = host;
  const link = `candor:join?pool=${encodeURIComponent(pool)}&meeting=${id}`;
  const inBrowser = html`<a class="action" href="${meetingPaths.joinInBrowser(id)}"
      >${t('joinPage.browser')}</a
    >
    <p class="detail">${t('joinPage.browserDetail')}</p>`;
  const collected = MeetingUxEnableTelemetry ? 'joinPage.collectedOn' : 'joinPage.collectedOff';
  const content = html`<p class="lead">${t('joinPage.invited')}</p>
    <h1><bdi>${title}</bdi></h1>
    <p class="host">
      <span class="initials" aria-hidden="true">${initialsOf(name)}</span>
      <span
        ><span class="name">${t('joinPage.host', { name })}</span>
        <span class="organisation"><bdi>${organisation}</bdi></span></span
      >
    </p>
    <a class="action primary" href="${link}">${t('joinPage.open')}</a>
    <p class="detail">${t('joinPage.openDetail')}</p>
    ${hasBrowser ? inBrowser : nothing}
    <p class="collected">${t(collected, { organisation })}</p>`;
  return pageOf(language, t('joinPage.title', { meeting: title }), content);
}

export function notFound(language: Language): string {
  const { t } = createTexts(language);
  const detail = t('joinPage.notFoundDetail');
  return saying(language, { heading: t('joinPage.notFoundTitle'), detail });
}

export function over(language: Language, { host }: Meeting): string {
  const { t } = createTexts(language);
  const detail = host.displayName
    ? t('joinPage.overDetail', { name: host.displayName })
    : t('joinPage.overDetailNobody');
  return saying(language, { heading: t('joinPage.overTitle'), detail });
}

/** Shown if the pool was set up without the page for joining in the browser. */
export function withoutBrowser(language: Language, { id }: Meeting): string {
  const { t } = createTexts(language);
  return saying(language, {
    heading: t('joinPage.missingTitle'),
    detail: t('joinPage.missingDetail'),
    back: html`<a class="action primary" href="${meetingPaths.joinPage(id)}"
      >${t('joinPage.back')}</a
    >`,
  });
}
