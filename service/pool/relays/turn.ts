import { createHmac, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { relayUris, type RelayAccess } from '../../../contract/relays.ts';

/** In seconds: of the shortest, a client renews half in time; a longest bounds what a stolen name is good for. */
const [SHORTEST, LONGEST, USUAL] = [60, 24 * 3600, 3600];

/** `turn` in the pool's file: the organisation's coturn servers, and the secret that they share with the pool. */
export const turnSchema = z.strictObject({
  urls: relayUris,
  secret: z.string().min(16).max(256),
  /** For how many seconds a name and its password are good. */
  lifetime: z.int().min(SHORTEST).max(LONGEST).default(USUAL),
});

/**
 * A name and a password that coturn accepts until they end (`use-auth-secret`; draft-uberti-behave-turn-rest-00,
 * section 2.2). The name is new each time: it says of nobody who they are, nor that they came before.
 * @param now in milliseconds since 1970.
 */
export function relayAccessBy(
  { urls, secret, lifetime }: z.infer<typeof turnSchema>,
  now: number,
): RelayAccess {
  const until = Math.floor(now / 1000) + lifetime;
  const username = `${until}:${randomBytes(8).toString('hex')}`;
  const password = createHmac('sha1', secret).update(username).digest('base64');
  return { username, password, ttl: lifetime, uris: urls };
}
