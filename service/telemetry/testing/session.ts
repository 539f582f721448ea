import { readFileSync } from 'node:fs';
import { sessionCookie } from '../../../contract/insights/session.ts';

interface At {
  readonly url: string;
  readonly tokenFile: string;
}

export const tokenOf = ({ tokenFile }: At): string => readFileSync(tokenFile, 'utf8').trim();

/** The session's cookie that an answer sets, as a request sends it back; undefined if it sets none. */
export function cookieOf(answer: Response): string | undefined {
  const set = answer.headers
    .getSetCookie()
    .find((line) => line.startsWith(`${sessionCookie}=`) && !line.startsWith(`${sessionCookie}=;`));
  return set?.split(';')[0];
}

/** Signs in with a token, as the insights' page does. */
export const signIn = (
  url: string,
  token: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> =>
  fetch(`${url}/insights/session`, {
    method: 'POST',
    body: JSON.stringify({ token }),
    headers: { 'content-type': 'application/json', ...headers },
    signal: AbortSignal.timeout(20_000),
  });

/** Signs in with the token of the data folder, and gives the session's cookie. */
export async function sessionOf(at: At): Promise<string> {
  const cookie = cookieOf(await signIn(at.url, tokenOf(at)));
  if (cookie === undefined) throw new Error('no session began');
  return cookie;
}
