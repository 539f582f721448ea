import { z } from 'zod';
import { sessionSchema } from '../../../contract/insights/session.ts';
import { ask } from '../answers/ask.ts';

/** How the service tells who is signed in, and begins and ends that. */
export const server = {
  read: (signal: AbortSignal) => ask('session', sessionSchema, { signal }),
  begin: (token: string) => ask('session', sessionSchema, { method: 'POST', body: { token } }),
  end: () => ask('session', z.unknown(), { method: 'DELETE' }),
};
