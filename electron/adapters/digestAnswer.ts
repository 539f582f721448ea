import { createHash, randomBytes } from 'node:crypto';

const names = { 'SHA-256': 'sha256', MD5: 'md5' } as const;
type Algorithm = keyof typeof names;
const isAlgorithm = (name: string): name is Algorithm => Object.hasOwn(names, name);

interface Challenge {
  readonly realm: string;
  readonly nonce: string;
  readonly algorithm: Algorithm;
  readonly opaque: string | undefined;
}

/** Splits a `WWW-Authenticate` header, in which several challenges may stand; takes the strongest we know. */
function strongest(header: string): Challenge | undefined {
  const challenges = header.split(/(?:^|,)\s*Digest\s+/i).flatMap((text): Challenge[] => {
    const pairs = text.matchAll(/(\w+)=(?:"([^"]*)"|([^\s,"]+))/g);
    const given = new Map(
      [...pairs].map(([, key = '', quoted, bare]) => [key.toLowerCase(), quoted ?? bare ?? '']),
    );
    const [realm, nonce] = [given.get('realm'), given.get('nonce')];
    const algorithm = given.get('algorithm') ?? 'MD5';
    const qop = (given.get('qop') ?? '').split(/\s*,\s*/);
    if (realm === undefined || !nonce || !isAlgorithm(algorithm) || !qop.includes('auth'))
      return [];
    return [{ realm, nonce, algorithm, opaque: given.get('opaque') }];
  });
  return challenges.find(({ algorithm }) => algorithm === 'SHA-256') ?? challenges[0];
}

/**
 * The `Authorization` header that answers a Digest challenge (RFC 7616, with `qop=auth`).
 * @returns nothing where the challenge asks for what we don't know.
 */
export function answerChallenge(
  challenge: string,
  request: { readonly method: string; readonly uri: string },
  { user, password }: { readonly user: string; readonly password: string },
): string | undefined {
  const found = strongest(challenge);
  if (!found) return undefined;
  const { realm, nonce, algorithm, opaque } = found;
  const hash = (text: string) => createHash(names[algorithm]).update(text).digest('hex');
  const cnonce = randomBytes(16).toString('hex');
  const nc = '00000001';
  const secret = hash(`${user}:${realm}:${password}`);
  const asked = hash(`${request.method}:${request.uri}`);
  const response = hash(`${secret}:${nonce}:${nc}:${cnonce}:auth:${asked}`);
  const quoted = { username: user, realm, nonce, uri: request.uri, cnonce, response };
  const parameters = Object.entries({ ...quoted, ...(opaque === undefined ? {} : { opaque }) });
  const text = parameters.map(([key, value]) => `${key}="${value.replaceAll('"', '')}"`);
  return `Digest ${[...text, `algorithm=${algorithm}`, 'qop=auth', `nc=${nc}`].join(', ')}`;
}
