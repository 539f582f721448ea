import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import {
  parseCredentials,
  type AuthenticationItem,
} from '../../../contract/authenticationHeader.ts';

/** Digest access authentication: RFC 7616, and RFC 8760 for SIP. JsSIP supports MD5 alone (decision 0010). */
export const algorithms = ['SHA-256', 'MD5'] as const;
export type Algorithm = (typeof algorithms)[number];

/**
 * What is stored of a password: H(user:realm:password) by each algorithm. For that realm it is worth as much as the
 * password.
 */
export type Ha1 = Readonly<Record<Algorithm, string>>;

/**
 * - `denied`: a password was tried, and is wrong.
 * - `stale`: the nonce is no longer one of ours; nothing was tried.
 * - `unrelated`: well-formed, but not an answer to our challenge: another realm, account, scheme or algorithm.
 * - `malformed`: not credentials as RFC 7616 defines them.
 */
export type Verdict = 'granted' | 'denied' | 'stale' | 'unrelated' | 'malformed';

export interface Digest {
  /** The value of a `WWW-Authenticate` or `Proxy-Authenticate` header. */
  challenge(realm: string, algorithm: Algorithm, stale?: boolean): string;
  /**
   * Checks the values of `Authorization` headers, one of which may be for us (RFC 3261, section 22.3); each nonce count
   * is valid once.
   */
  check(
    headers: readonly string[],
    asked: { readonly method: string; readonly realm: string; readonly user: string },
    ha1: Ha1 | undefined,
  ): Verdict;
}

const NONCE_LIFE_MS = 300_000;
const MOST_NONCES = 50_000;

const hash = (algorithm: Algorithm, text: string): string =>
  createHash(algorithm === 'MD5' ? 'md5' : 'sha256')
    .update(text)
    .digest('hex');

export const ha1Of = (user: string, realm: string, password: string): Ha1 => ({
  'SHA-256': hash('SHA-256', `${user}:${realm}:${password}`),
  MD5: hash('MD5', `${user}:${realm}:${password}`),
});

function equal(expected: string, given: string): boolean {
  const [a, b] = [Buffer.from(expected), Buffer.from(given)];
  return a.length === b.length && timingSafeEqual(a, b);
}

const algorithmNamed = (name: string): Algorithm | undefined =>
  algorithms.find((one) => one === name.toUpperCase());

/** Whether it is a nonce count (RFC 7616, section 3.4.5). */
const isCount = (text: string): boolean => /^[0-9a-f]{1,8}$/i.test(text);

interface Credentials {
  readonly nonce: string;
  readonly uri: string;
  readonly response: string;
  readonly cnonce: string;
  readonly nc: string;
  readonly qop: string;
  readonly algorithm: Algorithm;
}

/** What one header's value presents for this realm and user. */
function presented(
  { scheme, parameters }: AuthenticationItem,
  { realm, user }: { readonly realm: string; readonly user: string },
): Credentials | 'unrelated' | 'malformed' {
  if (scheme !== 'digest') return 'unrelated';
  const [username, nonce, uri, response] = ['username', 'nonce', 'uri', 'response'].map((name) =>
    parameters.get(name),
  );
  if (!username || !nonce || uri === undefined || !response || !parameters.has('realm'))
    return 'malformed';
  if (parameters.get('realm') !== realm || username.toLowerCase() !== user) return 'unrelated';
  const algorithm = algorithmNamed(parameters.get('algorithm') ?? 'MD5');
  const qop = parameters.get('qop');
  if (!algorithm || (qop !== undefined && qop.toLowerCase() !== 'auth')) return 'unrelated';
  const [nc = '', cnonce] = [parameters.get('nc'), parameters.get('cnonce')];
  if (qop === undefined || cnonce === undefined || !isCount(nc)) return 'malformed';
  return { nonce, uri, response: response.toLowerCase(), cnonce, nc, qop, algorithm };
}

/** Nonces carry their own time, signed with a key of this process, so that none has to be stored until it is used. */
function createNonces(now: () => number) {
  const key = randomBytes(32);
  const used = new Map<string, number>();
  const sign = (text: string) => createHmac('sha256', key).update(text).digest('hex').slice(0, 32);
  return {
    make(): string {
      const text = `${now().toString(36)}-${randomBytes(8).toString('hex')}`;
      return `${text}-${sign(text)}`;
    },
    verdict(nonce: string): Verdict {
      const end = nonce.lastIndexOf('-');
      const text = nonce.slice(0, Math.max(end, 0));
      if (!equal(sign(text), nonce.slice(end + 1))) return 'stale';
      const age = now() - Number.parseInt(text.split('-')[0] ?? '', 36);
      return age >= 0 && age <= NONCE_LIFE_MS ? 'granted' : 'stale';
    },
    /** @returns whether this count of the nonce is used for the first time. */
    use(nonce: string, count: number): boolean {
      if (count <= (used.get(nonce) ?? 0)) return false;
      used.delete(nonce);
      used.set(nonce, count);
      for (const oldest of used.keys()) {
        if (used.size <= MOST_NONCES) break;
        used.delete(oldest);
      }
      return true;
    },
  };
}

export function createDigest(now: () => number): Digest {
  const nonces = createNonces(now);
  return {
    challenge: (realm, algorithm, stale = false) =>
      `Digest realm="${realm}", nonce="${nonces.make()}", algorithm=${algorithm}, qop="auth"${stale ? ', stale=true' : ''}`,
    check(headers, asked, ha1) {
      const read = headers.map((value) => {
        const parsed = parseCredentials(value);
        return parsed.ok ? presented(parsed.value, asked) : 'malformed';
      });
      const ours = read.find((one) => typeof one !== 'string');
      if (!ours) return read.includes('unrelated') ? 'unrelated' : 'malformed';
      const { nonce, uri, response, cnonce, nc, qop, algorithm } = ours;
      if (nonces.verdict(nonce) !== 'granted') return 'stale';
      // An unknown account takes as long as a wrong password.
      const known = ha1?.[algorithm] ?? '0'.repeat(algorithm === 'MD5' ? 32 : 64);
      const ha2 = hash(algorithm, `${asked.method}:${uri}`);
      // A client that writes AUTH may have hashed it so, or as the challenge spelt it.
      const isRight = [qop, 'auth'].some((one) =>
        equal(hash(algorithm, [known, nonce, nc, cnonce, one, ha2].join(':')), response),
      );
      if (!isRight || !ha1) return 'denied';
      return nonces.use(nonce, Number.parseInt(nc, 16)) ? 'granted' : 'stale';
    },
  };
}
