import type { z } from 'zod';
import { jsonOf, request, type How, type NoAnswer } from './request.ts';

/** What was asked for, or why there is none. */
export type Asked<T, P> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: P };

/** How a page asks its server. */
export interface Asking<P> {
  readonly ask: <T>(path: string, schema: z.ZodType<T>, how?: How) => Promise<Asked<T, P>>;
  readonly askForFile: (path: string) => Promise<Asked<Blob, P>>;
}

/**
 * @param refusalOf what an answer that refuses says.
 * @param place turns the paths that the page uses into those relative to its address.
 */
export function createAsking<P>(
  refusalOf: (response: Response) => Promise<P>,
  place = (path: string): string => path,
): Asking<P | { readonly kind: NoAnswer }> {
  type Problem = P | { readonly kind: NoAnswer };
  const failed = (problem: Problem): Asked<never, Problem> => ({ ok: false, problem });
  async function askBy<T>(
    path: string,
    how: How,
    read: (response: Response) => Promise<Asked<T, Problem>>,
  ): Promise<Asked<T, Problem>> {
    const asked = await request(place(path), how, async (response) =>
      response.ok ? read(response) : failed(await refusalOf(response)),
    );
    return typeof asked === 'string' ? failed({ kind: asked }) : asked;
  }
  return {
    ask: <T>(path: string, schema: z.ZodType<T>, how: How = {}) =>
      askBy<T>(path, how, async (response) => {
        const answer = schema.safeParse(await jsonOf(response));
        return answer.success ? { ok: true, value: answer.data } : failed({ kind: 'unreadable' });
      }),
    askForFile: (path) =>
      askBy(path, {}, async (response) => ({ ok: true, value: await response.blob() })),
  };
}
