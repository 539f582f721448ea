import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { createTexts } from '../../contract/text/index.ts';
import { languageOf } from './language.ts';

/** The hash of an empty text: Fluent may create empty style elements and fill them by insertRule, but no others. */
const emptyStyle = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  `style-src 'self' ${emptyStyle}`,
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

const YEAR_MS = 365 * 24 * 3_600_000;

interface BuiltPages {
  /** Where the build put the pages and their `assets`; where they are not there, each address says so. */
  readonly folder: string | undefined;
  /** Each page's file, by the first part of its path. */
  readonly pages: Readonly<Record<string, string>>;
  /** What is said where they are not. */
  readonly notBuilt: 'insights.notBuilt' | 'admin.notBuilt';
}

/** `GET /NAME/` for each page that Vite built: it asks only its own server, and holds no data itself. */
export async function builtPageRoutes(
  app: FastifyInstance,
  { folder, pages, notBuilt }: BuiltPages,
): Promise<void> {
  const built =
    folder !== undefined && Object.values(pages).every((it) => existsSync(join(folder, it)))
      ? folder
      : undefined;
  if (built !== undefined) {
    // File names change with their content. Each page refers to its files relative to itself, and so has its own route
    // to them.
    const files = { index: false, cacheControl: true, maxAge: YEAR_MS, immutable: true } as const;
    const root = join(built, 'assets');
    for (const name of Object.keys(pages))
      await app.register(fastifyStatic, {
        ...files,
        root,
        prefix: `/${name}/assets/`,
        decorateReply: false,
      });
  }

  for (const [name, file] of Object.entries(pages)) {
    // Relative, since a proxy may have added a path that is unknown here.
    app.get(`/${name}`, (_request, reply) => reply.redirect(`${name}/`, 308));
    app.get(`/${name}/`, (request, reply) => {
      reply
        .header('content-security-policy', policy)
        .header('referrer-policy', 'no-referrer')
        .header('cross-origin-opener-policy', 'same-origin')
        .header('permissions-policy', 'microphone=(), camera=(), geolocation=()');
      if (built !== undefined)
        return reply.type('text/html; charset=utf-8').send(readFileSync(join(built, file), 'utf8'));
      const { t } = createTexts(languageOf(request));
      return reply
        .code(404)
        .header('vary', 'accept-language')
        .type('text/plain; charset=utf-8')
        .send(`${t(notBuilt)}\n`);
    });
  }
}
