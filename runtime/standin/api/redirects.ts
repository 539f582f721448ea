import { keeping } from './keeping.ts';

type Fetch = (input: string | Request, init?: RequestInit, kind?: string) => Promise<Response>;

const MOST_HOPS = 20;
const redirects = new Set([301, 302, 303, 307, 308]);

/** Follows redirects as Chromium's network stack does, so that the session's rules are asked about each address. */
export function following(ask: Fetch): Fetch {
  return async (input, init, kind) => {
    let request = new Request(input, init);
    const keep = (asked: Request) => keeping(asked, () => ask(asked, undefined, kind));
    if (request.redirect !== 'follow') return keep(request);
    for (let hop = 0; hop <= MOST_HOPS; hop += 1) {
      // Kept, since it may have to be sent again.
      const body = request.body === null ? null : await request.arrayBuffer();
      const response = await keeping(request, (from) =>
        keep(new Request(from, { redirect: 'manual', body })),
      );
      const location = response.headers.get('location');
      if (!redirects.has(response.status) || location === null) return response;
      request = nextOf(request, body, response.status, new URL(location, request.url));
    }
    throw new Error('net::ERR_TOO_MANY_REDIRECTS');
  };
}

/** The next request, by the Fetch Standard's "HTTP-redirect fetch". */
function nextOf(
  { method, headers: sent, url, signal }: Request,
  body: ArrayBuffer | null,
  status: number,
  to: URL,
): Request {
  const headers = new Headers(sent);
  if (to.origin !== new URL(url).origin) headers.delete('authorization');
  const becomesGet =
    (status === 303 && method !== 'GET' && method !== 'HEAD') ||
    (status < 303 && method === 'POST');
  if (!becomesGet) return new Request(to, { method, headers, body, signal });
  headers.delete('content-type');
  return new Request(to, { method: 'GET', headers, signal });
}
