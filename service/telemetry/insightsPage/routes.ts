import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { builtPageRoutes } from '../../shared/builtPages.ts';

/**
 * `GET /insights/` and `GET /learned/`: the pages at which what was collected is read, and what it taught.
 * @param webFolder where the build put the pages.
 */
export const insightsPageRoutes = (
  app: FastifyInstance,
  { webFolder }: { readonly webFolder: string | undefined },
): Promise<void> =>
  builtPageRoutes(app, {
    folder: webFolder === undefined ? undefined : join(webFolder, 'insights'),
    pages: { insights: 'insights.html', learned: 'learned.html' },
    notBuilt: 'insights.notBuilt',
  });
