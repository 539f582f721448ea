import * as client from 'openid-client';
import { z } from 'zod';
import { roles, type Role } from '../../../contract/insights/session.ts';
import type { Clock } from '../ingest/intake.ts';
import { codeOf, done, failed, type Log, type Outcome } from '../../shared/outcome.ts';
import type { OpenIdSettings } from './openIdFile.ts';
import { createPendingSignIns } from './pendingSignIns.ts';
import type { Reader } from './reader.ts';

/** Why nobody was signed in. */
export type SignInProblem = 'providerAway' | 'providerRefused' | 'badAnswer' | 'unknown' | 'noRole';

/** Signing in through the organisation's provider: OpenID Connect Core 1.0, code flow, with PKCE (RFC 7636). */
export interface OpenId {
  readonly name: string;
  /** Where the browser goes after signing in. */
  readonly pageAddress: string;
  /** The most milliseconds that a sign-in may take. */
  readonly patienceMs: number;
  /** @returns the URL to send the browser to, and the ID with which it continues the sign-in. */
  readonly start: () => Promise<
    Outcome<{ readonly url: string; readonly id: string }, SignInProblem>
  >;
  /** @param query the query with which the provider sent the browser back, from the `?` on. */
  readonly end: (id: string, query: string) => Promise<Outcome<Reader, SignInProblem>>;
}

const PATIENCE_MS = 600_000;
const TIMEOUT_SECONDS = 10;
const DISCOVERED_MS = 60_000;

/** One group, or a list of groups; providers use both. */
const groupsSchema = z.union([z.array(z.string()), z.string().transform((group) => [group])]);

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, 200) : undefined;

function rolesOf(groups: readonly string[], map: OpenIdSettings['roles']): readonly Role[] {
  const held = new Set(groups.flatMap((group) => (Object.hasOwn(map, group) ? map[group] : [])));
  return roles.filter((role) => held.has(role));
}

/** Tells openid-client's errors apart: the provider is unreachable, it refused, or its answer is invalid. */
function problemOf(error: unknown): SignInProblem {
  if (error instanceof client.AuthorizationResponseError) return 'providerRefused';
  // Network errors come from `fetch`.
  const isNetwork = error instanceof TypeError && codeOf(error) === '';
  return isNetwork || codeOf(error) === 'OAUTH_TIMEOUT' ? 'providerAway' : 'badAnswer';
}

async function discover({ issuer, clientId, clientSecret }: OpenIdSettings) {
  const authentication =
    clientSecret === undefined ? client.None() : client.ClientSecretBasic(clientSecret);
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- the settings allow plain text on this machine alone
  const execute = issuer.startsWith('http:') ? [client.allowInsecureRequests] : [];
  return client.discovery(new URL(issuer), clientId, undefined, authentication, {
    execute,
    timeout: TIMEOUT_SECONDS,
  });
}

/** The provider's metadata, kept for a moment so that nobody can make the service flood the provider. */
function createDiscovery(settings: OpenIdSettings, clock: Clock) {
  let [found, until]: [Promise<client.Configuration> | undefined, number] = [undefined, 0];
  return async (): Promise<client.Configuration> => {
    const now = clock().getTime();
    if (found && now < until) return found;
    const asked = discover(settings);
    [found, until] = [asked, now + DISCOVERED_MS];
    try {
      return await asked;
    } catch (error) {
      // After a failure, the next sign-in tries again.
      if (found === asked) found = undefined;
      throw error;
    }
  };
}

type Claims = Readonly<Record<string, unknown>>;

/** @returns the ID token's claims, completed from the provider's UserInfo endpoint (section 5.3). */
async function claimsOf(
  configuration: client.Configuration,
  tokens: Awaited<ReturnType<typeof client.authorizationCodeGrant>>,
  groupsClaim: string,
): Promise<Claims & { readonly sub: string }> {
  const claims = tokens.claims();
  if (!claims) throw new Error('no ID token');
  const hasMore = configuration.serverMetadata().userinfo_endpoint !== undefined;
  if (claims[groupsClaim] !== undefined || !hasMore) return claims;
  const more = await client.fetchUserInfo(configuration, tokens.access_token, claims.sub);
  return { ...more, ...claims };
}

export function createOpenId(
  settings: OpenIdSettings,
  { clock, log }: { readonly clock: Clock; readonly log: Log },
): OpenId {
  const { address, groupsClaim } = settings;
  const callback = `${address}/insights/session/callback`;
  const configured = createDiscovery(settings, clock);
  const pending = createPendingSignIns(clock, PATIENCE_MS);

  const wentWrong = (problem: SignInProblem, error: unknown) => {
    // These contain neither the codes nor the tokens of a sign-in.
    const why = codeOf(error) || (error instanceof Error ? error.message : '');
    log((t) => t('serviceCommand.openId.failed', { problem, why }));
    return failed(problem);
  };

  const readerOf = (claims: Claims & { readonly sub: string }): Outcome<Reader, SignInProblem> => {
    const groups = groupsSchema.safeParse(claims[groupsClaim]);
    const held = rolesOf(groups.success ? groups.data : [], settings.roles);
    if (held.length === 0) return failed('noRole');
    const { sub: subject } = claims;
    const names = [claims['name'], claims['preferred_username'], claims['email'], subject];
    const name = names.map(text).find((found) => found !== undefined) ?? '?';
    return done({ by: 'openIdConnect', subject, name, roles: held });
  };

  return {
    name: settings.name,
    pageAddress: `${address}/insights/`,
    patienceMs: PATIENCE_MS,
    async start() {
      let configuration: client.Configuration;
      try {
        configuration = await configured();
      } catch (error) {
        return wentWrong('providerAway', error);
      }
      const [verifier, state] = [client.randomPKCECodeVerifier(), client.randomState()];
      const nonce = client.randomNonce();
      const url = client.buildAuthorizationUrl(configuration, {
        redirect_uri: callback,
        scope: settings.scopes.join(' '),
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        state,
        nonce,
      });
      return done({ url: url.href, id: pending.add({ configuration, verifier, state, nonce }) });
    },
    async end(id, query) {
      const begun = pending.take(id);
      if (!begun) return failed('unknown');
      const { configuration, verifier, state, nonce } = begun;
      const at = new URL(callback);
      at.search = query;
      if (at.searchParams.get('state') !== state) return failed('unknown');
      try {
        const tokens = await client.authorizationCodeGrant(configuration, at, {
          pkceCodeVerifier: verifier,
          expectedState: state,
          expectedNonce: nonce,
          idTokenExpected: true,
        });
        return readerOf(await claimsOf(configuration, tokens, groupsClaim));
      } catch (error) {
        return wentWrong(problemOf(error), error);
      }
    },
  };
}
