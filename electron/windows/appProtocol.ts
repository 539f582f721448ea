import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { protocol } from 'electron';

export const APP_ORIGIN = 'app://candor';

/** Fluent UI creates empty style elements and fills them by script: only the empty text is allowed. */
const EMPTY_STYLE = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";

/** @param connect what a page may open connections to. */
const contentSecurityPolicy = (connect: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' ${EMPTY_STYLE}`,
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src ${connect}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** Called before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

const notFound = () => new Response(null, { status: 404 });

/** The file that a URL names, if it is one of the client's own pages or their assets. */
function fileOf(folder: string, url: URL): string | undefined {
  if (url.origin !== APP_ORIGIN && `${url.protocol}//${url.host}` !== APP_ORIGIN) return undefined;
  const file = normalize(join(folder, decodeURIComponent(url.pathname)));
  return file.startsWith(folder + sep) ? file : undefined;
}

/**
 * Serves the windows' pages at `app://candor/`, and nothing else.
 * @param folder the built pages.
 * @param connectTo the WebSocket address that a page may currently connect to, by the page's path.
 */
export function serveApp(
  folder: string,
  connectTo: Readonly<Record<string, () => URL | undefined>>,
): void {
  const connectOf = (url: string) => connectTo[new URL(url).pathname]?.()?.origin ?? "'none'";
  protocol.handle('app', async ({ url, method }) => {
    const file = method === 'GET' ? fileOf(folder, new URL(url)) : undefined;
    const type = file && contentTypes[extname(file)];
    if (!file || !type) return notFound();
    const content = await readFile(file).catch(() => undefined);
    if (!content) return notFound();
    return new Response(new Uint8Array(content), {
      headers: {
        'content-type': type,
        'content-security-policy': contentSecurityPolicy(connectOf(url)),
        'x-content-type-options': 'nosniff',
      },
    });
  });
}
