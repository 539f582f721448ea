import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

/** Somebody whom the provider knows. */
export interface KnownPerson {
  readonly id: string;
  readonly name?: string;
  readonly groups?: unknown;
}

export const clientId = 'candor';
export const clientSecret = 'a secret & more: 100 %+';

/**
 * A real OpenID Connect provider (npm's `oidc-provider`) on loopback, where signing in is being `person`, whoever that
 * is at the moment.
 * @param inIdToken whether it tells the groups in the ID token, or at its userinfo endpoint alone.
 */
export async function startProvider({
  callback,
  inIdToken = true,
  port = 0,
}: {
  readonly callback: string;
  readonly inIdToken?: boolean;
  readonly port?: number;
}) {
  let person: KnownPerson | null = null;
  const http = createServer();
  http.listen(port, '127.0.0.1');
  await once(http, 'listening');
  const issuer = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [callback],
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    pkce: { required: () => true },
    cookies: { keys: ['of a test'] },
    claims: { openid: ['sub'], profile: ['name', 'groups'] },
    conformIdTokenClaims: !inIdToken,
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, ...person }) }),
    async loadExistingGrant({ oidc }) {
      const accountId = oidc.session?.accountId ?? '';
      const grant = new oidc.provider.Grant({ clientId, accountId });
      grant.addOIDCScope('openid profile');
      await grant.save();
      return grant;
    },
  });
  const answer = provider.callback();
  let discoveries = 0;
  http.on('request', (request, response) => {
    if (request.url === '/.well-known/openid-configuration') discoveries += 1;
    if (!request.url?.startsWith('/interaction/')) void answer(request, response);
    else
      void provider.interactionFinished(
        request,
        response,
        person ? { login: { accountId: person.id } } : { error: 'access_denied' },
      );
  });
  return {
    issuer,
    /** How often its metadata were asked for. */
    discoveries: () => discoveries,
    /** null is somebody who presses Cancel. */
    isNow(somebody: KnownPerson | null) {
      person = somebody;
    },
    async close() {
      http.close();
      http.closeAllConnections();
      await once(http, 'close');
    },
  };
}

/** What a browser does of a sign-in: it goes where it is sent, and keeps each site's cookies. */
export function createBrowser(mapped: (address: string) => string) {
  const jars = new Map<string, Map<string, string>>();
  const jarOf = (url: string) => {
    const { origin } = new URL(url);
    const jar = jars.get(origin) ?? new Map<string, string>();
    jars.set(origin, jar);
    return jar;
  };
  /** One request, without going on. */
  async function ask(address: string, headers: Readonly<Record<string, string>> = {}) {
    const url = mapped(address);
    const jar = jarOf(url);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(url, { redirect: 'manual', headers: { cookie, ...headers } });
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const [name = '', value = ''] = pair.split(/=(.*)/s);
      if (value === '') jar.delete(name);
      else jar.set(name, value);
    }
    return answer;
  }
  return {
    ask,
    /** Goes on until there is nowhere to go, or until the next address is that of `isEnd`. */
    async follow(address: string, isEnd: (next: string) => boolean) {
      let [at, answer] = [address, await ask(address)];
      for (let steps = 0; steps < 20; steps += 1) {
        const location = answer.headers.get('location');
        if (location === null) return { at, answer };
        at = new URL(location, at).href;
        if (isEnd(at)) return { at, answer };
        answer = await ask(at);
      }
      throw new Error('round in circles');
    },
    cookie: (url: string, name: string) => jarOf(mapped(url)).get(name),
    setCookie(url: string, name: string, value: string) {
      jarOf(mapped(url)).set(name, value);
    },
  };
}
