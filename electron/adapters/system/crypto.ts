import { createHash, createPublicKey, randomBytes, verify } from 'node:crypto';
import type { Random, Sha256, VerifySignature } from '../../core/ports/crypto.ts';

export const sha256: Sha256 = (input) => createHash('sha256').update(input).digest();

export const verifySignature: VerifySignature = (x, message, signature) => {
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  return verify(null, Buffer.from(message), key, Buffer.from(signature, 'base64'));
};

export const systemRandom: Random = {
  bytes: (count) => randomBytes(count),
  unit: () => Math.random(),
};
