import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** Digest access authentication: RFC 7616, and RFC 8760 for SIP. JsSIP speaks MD5 alone (decision 0010). */
export const algorithms = ['SHA-256', 'MD5'] as const;
export type Algorithm = (typeof algorithms)[number];

/** What is kept of a password: H(user:realm:password) by each algorithm. It is worth as much as the password, for that realm. */
export type Ha1 = Readonly<Record<Algorithm, string>>;

export type Verdict = 'granted' | 'denied' | 'stale';

export interface Digest {
  /** The value of a `WWW-Authenticate` or `Proxy-Authenticate` header. */
  challenge(realm: string, algorithm: Algorithm, stale?: boolean): string;
  /** Checks the value of an `Authorization` header; each nonce count is good for once. */
  check(
    header: string,
    asked: { readonly method: string; readonly realm: string; readonly user: string },
    ha1: Ha1 | undefined,
  ): Verdict;
}

const NONCE_LIFE = 300_000;
const MOST_NONCES = 50_000;

const hash = (algorithm: Algorithm, text: string): string =>
  createHash(algorithm === 'MD5' ? 'md5' : 'sha256')
    .update(text)
    .digest('hex');

export const ha1Of = (user: string, realm: string, password: string): Ha1 => ({
  'SHA-256': hash('SHA-256', `${user}:${realm}:${password}`),
  MD5: hash('MD5', `${user}:${realm}:${password}`),
});

function parametersOf(header: string): Readonly<Record<string, string>> {
  const pairs = header.matchAll(/(\w+)=(?:"([^"\\]*)"|([^\s,"]+))/g);
  return Object.fromEntries(
    [...pairs].map(([, key = '', quoted, bare]) => [key.toLowerCase(), quoted ?? bare ?? '']),
  );
}

const equal = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));

const isAlgorithm = (name: string): name is Algorithm => algorithms.some((one) => one === name);

/** Nonces carry their own time under a key of this process, so that none has to be kept until it is used. */
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
      return age >= 0 && age <= NONCE_LIFE ? 'granted' : 'stale';
    },
    /** @returns whether this count of the nonce comes for the first time. */
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
    check(header, { method, realm, user }, ha1) {
      const given = parametersOf(header);
      const { nonce = '', uri = '', cnonce = '', nc = '', qop, response = '' } = given;
      const algorithm = given['algorithm'] ?? 'MD5';
      if (!/^digest\s/i.test(header) || !isAlgorithm(algorithm) || qop !== 'auth') return 'denied';
      if (given['realm'] !== realm || given['username']?.toLowerCase() !== user) return 'denied';
      if (nonces.verdict(nonce) !== 'granted') return 'stale';
      // Someone unknown takes as long as a wrong password.
      const known = ha1?.[algorithm] ?? '0'.repeat(algorithm === 'MD5' ? 32 : 64);
      const ha2 = hash(algorithm, `${method}:${uri}`);
      const expected = hash(algorithm, [known, nonce, nc, cnonce, qop, ha2].join(':'));
      if (!equal(expected, response.toLowerCase()) || !ha1) return 'denied';
      return nonces.use(nonce, Number.parseInt(nc, 16)) ? 'granted' : 'stale';
    },
  };
}
