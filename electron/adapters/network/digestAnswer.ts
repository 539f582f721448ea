import { createHash, randomBytes } from 'node:crypto';
import { listed, parseChallenges } from '../../../contract/authenticationHeader.ts';

const names = { 'SHA-256': 'sha256', MD5: 'md5' } as const;
type Algorithm = keyof typeof names;
const isAlgorithm = (name: string): name is Algorithm => Object.hasOwn(names, name);

interface Challenge {
  readonly realm: string;
  readonly nonce: string;
  readonly algorithm: Algorithm;
  readonly opaque: string | undefined;
  /** False for a server of RFC 2069, which SIP still has to accept (RFC 3261, section 22.4). */
  readonly hasQop: boolean;
  readonly isStale: boolean;
}

/** The strongest challenge in a `WWW-Authenticate` header that we can answer. */
function strongest(header: string): Challenge | undefined {
  const challenges = parseChallenges(header).flatMap(({ scheme, parameters }): Challenge[] => {
    const [realm, nonce] = [parameters.get('realm'), parameters.get('nonce')];
    const algorithm = (parameters.get('algorithm') ?? 'MD5').toUpperCase();
    const qop = parameters.get('qop');
    const isAnswerable =
      scheme === 'digest' &&
      isAlgorithm(algorithm) &&
      (qop === undefined || listed(qop).includes('auth'));
    if (!isAnswerable || realm === undefined || !nonce) return [];
    const isStale = parameters.get('stale')?.toLowerCase() === 'true';
    const opaque = parameters.get('opaque');
    return [{ realm, nonce, algorithm, opaque, hasQop: qop !== undefined, isStale }];
  });
  return challenges.find(({ algorithm }) => algorithm === 'SHA-256') ?? challenges[0];
}

/**
 * Whether a challenge says that the answer's nonce was too old, regardless of the password (RFC 7616, section 3.3).
 */
export const isStaleChallenge = (challenge: string): boolean =>
  strongest(challenge)?.isStale === true;

/** A quoted string (RFC 9110, section 5.6.4). */
const quote = (text: string): string => `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"`;

/**
 * The `Authorization` header that answers a Digest challenge (RFC 7616, with `qop=auth`, or RFC 2069 if it names
 * none).
 * @returns undefined if the challenge requires something unsupported.
 */
export function answerChallenge(
  challenge: string,
  request: { readonly method: string; readonly uri: string },
  { user, password }: { readonly user: string; readonly password: string },
): string | undefined {
  const found = strongest(challenge);
  if (!found) return undefined;
  const { realm, nonce, algorithm, opaque, hasQop } = found;
  const hash = (text: string) => createHash(names[algorithm]).update(text).digest('hex');
  const cnonce = randomBytes(16).toString('hex');
  const nc = '00000001';
  const secret = hash(`${user}:${realm}:${password}`);
  const asked = hash(`${request.method}:${request.uri}`);
  const response = hasQop
    ? hash(`${secret}:${nonce}:${nc}:${cnonce}:auth:${asked}`)
    : hash(`${secret}:${nonce}:${asked}`);
  const named = { username: user, realm, nonce, uri: request.uri, response };
  const quoted = hasQop ? { ...named, cnonce } : named;
  const parameters = Object.entries({ ...quoted, ...(opaque === undefined ? {} : { opaque }) });
  const text = parameters.map(([key, value]) => `${key}=${quote(value)}`);
  const counted = hasQop ? ['qop=auth', `nc=${nc}`] : [];
  return `Digest ${[...text, `algorithm=${algorithm}`, ...counted].join(', ')}`;
}
