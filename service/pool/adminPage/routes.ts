import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { builtPageRoutes } from '../../shared/builtPages.ts';

/**
 * `GET /admin/`: the page at which administrators work.
 * @param webFolder where the build put the pages.
 */
export const adminPageRoutes = (
  app: FastifyInstance,
  { webFolder }: { readonly webFolder: string | undefined },
): Promise<void> =>
  builtPageRoutes(app, {
    folder: webFolder === undefined ? undefined : join(webFolder, 'admin'),
    pages: { admin: 'admin.html' },
    notBuilt: 'admin.notBuilt',
  });
