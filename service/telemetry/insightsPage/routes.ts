import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { builtPageRoutes } from '../../shared/builtPages.ts';

/**
 * `GET /insights/` and `GET /learned/`: the pages that show what was collected and what it taught; they hold no data
 * themselves.
 * @param webFolder where the build put the pages; if they are missing, the address says so.
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
