import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** As OWASP's password storage cheat sheet has it for scrypt, in 32 MiB. */
const cost = { N: 2 ** 15, r: 8, p: 3, maxmem: 64 * 1024 * 1024 };
const SALT_BYTES = 16;
const HASH_BYTES = 32;
/** Beyond so many, whoever asks has to ask again: each takes a moment of a processor. */
const MOST_WAITING = 50;

/** Keeps and checks passwords, one at a time, so that nobody's guesses take the whole machine. */
export interface PasswordHashes {
  readonly make: (password: string) => Promise<string>;
  /**
   * @param kept undefined where there is nobody of that name, which takes as long.
   * @returns whether it is the password; undefined where too many are waiting.
   */
  readonly fits: (password: string, kept: string | undefined) => Promise<boolean | undefined>;
}

/** Compatibility forms are unified, since keyboards differ (RFC 8265, section 4.2). */
const derive = (password: string, salt: Buffer): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, HASH_BYTES, cost, (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });

export function createPasswordHashes(): PasswordHashes {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  const inTurn = <T>(run: () => Promise<T>): Promise<T> => {
    waiting += 1;
    const own = last.then(run).finally(() => {
      waiting -= 1;
    });
    last = own.catch(() => undefined);
    return own;
  };
  return {
    make: (password) =>
      inTurn(async () => {
        const salt = randomBytes(SALT_BYTES);
        const hash = await derive(password, salt);
        return `${salt.toString('base64')}.${hash.toString('base64')}`;
      }),
    async fits(password, kept) {
      if (waiting >= MOST_WAITING) return undefined;
      const [salt = '', hash = ''] = kept?.split('.') ?? [];
      const found = await inTurn(() => derive(password, Buffer.from(salt, 'base64')));
      const expected = Buffer.from(hash, 'base64');
      return found.length === expected.length && timingSafeEqual(found, expected);
    },
  };
}
