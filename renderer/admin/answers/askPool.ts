import { adminPage } from '../../../contract/admin/paths.ts';
import { adminRefusal, type AdminProblem } from '../../../contract/admin/problems.ts';
import { createAsking, type Asked as AskedOf } from '../../webPage/ask.ts';
import { jsonOf } from '../../webPage/request.ts';

/** Why there is no answer, or not the one that was asked for. */
export type Problem =
  | AdminProblem
  | { readonly kind: 'tooMany' | 'unreachable' | 'unreadable' }
  /** The pool's own words. */
  | { readonly kind: 'refused'; readonly message: string };

export type Asked<T> = AskedOf<T, Problem>;

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

/** Ask the pool, by one of `adminPaths` with its query. */
export const { ask: askPool, askForFile: askPoolForFile } = createAsking<Problem>(
  refusalOf,
  relative,
);
