import { z } from 'zod';
import { adminPaths } from '../../../contract/admin/paths.ts';
import { adminSession } from '../../../contract/admin/session.ts';
import { askPool } from '../answers/askPool.ts';

/** How the pool tells who is signed in, and ends that. */
export const server = {
  read: (signal: AbortSignal) => askPool(adminPaths.session, adminSession, { signal }),
  end: () => askPool(adminPaths.session, z.unknown(), { method: 'DELETE' }),
};
