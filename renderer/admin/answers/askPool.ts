import type { z } from 'zod';
import { adminPage } from '../../../contract/admin/paths.ts';
import { adminRefusal, type AdminProblem } from '../../../contract/admin/problems.ts';
import { jsonOf, request, type How } from '../../webPage/request.ts';

/** Why there is no answer, or not the one that was asked for. */
export type Problem =
  | AdminProblem
  | { readonly kind: 'tooMany' | 'unreachable' | 'unreadable' }
  /** The pool's own words. */
  | { readonly kind: 'refused'; readonly message: string };

export type Asked<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };

const failed = (problem: Problem): Asked<never> => ({ ok: false, problem });

async function refusalOf(response: Response): Promise<Problem> {
  const body = adminRefusal.safeParse(await jsonOf(response).catch(() => null));
  const { problem, message } = body.data ?? {};
  if (problem) return problem;
  if (response.status === 429) return { kind: 'tooMany' };
  return message === undefined
    ? { kind: 'unreachable' }
    : { kind: 'refused', message: message.slice(0, 500) };
}

/** The paths of the contract, relative to this page: a proxy may have put both anywhere. */
const relative = (path: string): string => path.slice(adminPage.length);

async function askBy<T>(
  path: string,
  how: How,
  read: (response: Response) => Promise<Asked<T>>,
): Promise<Asked<T>> {
  const asked = await request(relative(path), how, async (response) =>
    response.ok ? read(response) : failed(await refusalOf(response)),
  );
  return typeof asked === 'string' ? failed({ kind: asked }) : asked;
}

/** Asks the pool. @param path one of `adminPaths`, with its query. */
export function askPool<T>(path: string, schema: z.ZodType<T>, how: How = {}): Promise<Asked<T>> {
  return askBy<T>(path, how, async (response) => {
    const answer = schema.safeParse(await jsonOf(response));
    return answer.success ? { ok: true, value: answer.data } : failed({ kind: 'unreadable' });
  });
}

/** Gets a file from the pool. */
export const askPoolForFile = (path: string): Promise<Asked<Blob>> =>
  askBy(path, {}, async (response) => ({ ok: true, value: await response.blob() }));
