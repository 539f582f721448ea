import { z } from 'zod';

/** A public key of the service, as this device first saw it. */
export const serviceKey = z.object({
  kid: z.string().max(128),
  /** The Ed25519 public key: 32 bytes in base64url. */
  x: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  /** When it was first seen here; ISO 8601. */
  since: z.iso.datetime(),
});
export type ServiceKey = z.infer<typeof serviceKey>;

const keySet = z.object({
  keys: z
    .array(
      z.object({
        kty: z.literal('OKP'),
        crv: z.literal('Ed25519'),
        kid: serviceKey.shape.kid,
        x: serviceKey.shape.x,
      }),
    )
    .max(16),
});

/** Parses the service's answer to `GET /v1/keys`; undefined if it is not a set of Ed25519 keys. */
export function parseKeys(text: string): readonly Omit<ServiceKey, 'since'>[] | undefined {
  try {
    return keySet.parse(JSON.parse(text)).keys;
  } catch {
    return undefined; // Anything else contains no key.
  }
}
