import { createHmac, createPublicKey, hash, hkdfSync, sign, type KeyObject } from 'node:crypto';
import {
  receiptMessage,
  withdrawalMessage,
  type Confirmation,
  type Receipt,
} from '../../contract/envelope.ts';
import { accountMessage, type AccountConfirmation } from '../../contract/insights/person.ts';
import { headMessage, type CounterSignature } from '../../contract/ledgerHead.ts';

export interface Signer {
  readonly jwks: { readonly keys: readonly Readonly<Record<string, string>>[] };
  /** Signatures repeat byte for byte: Ed25519 has no randomness, so receipts need not be stored. */
  readonly receipt: (unsigned: Omit<Receipt, 'signature'>) => Promise<Receipt>;
  readonly confirmation: (unsigned: Omit<Confirmation, 'signature'>) => Promise<Confirmation>;
  /** Signs the salted head of a device's ledger, none of which is kept. */
  readonly head: (unsigned: Omit<CounterSignature, 'signature'>) => Promise<CounterSignature>;
  /** Signs what was found for an account, and handed over or erased. */
  readonly account: (
    unsigned: Omit<AccountConfirmation, 'signature'>,
  ) => Promise<AccountConfirmation>;
  /** A digest against which a guess can't be checked without the service's key. */
  readonly sealDigest: (digest: string) => string;
}

const publicPart = (key: KeyObject): string =>
  createPublicKey(key).export({ format: 'jwk' })['x'] ?? '';

/** The key's thumbprint (RFC 7638). */
const keyId = (x: string): string =>
  hash('sha256', `{"crv":"Ed25519","kty":"OKP","x":"${x}"}`, 'base64url');

function sealKey(key: KeyObject): Buffer {
  const secret = key.export({ type: 'pkcs8', format: 'der' });
  return Buffer.from(hkdfSync('sha256', secret, '', 'candor:digest', 32));
}

/** Signs on libuv's threads, so that signing uses other cores than the one that answers. */
function signed(message: string, key: KeyObject): Promise<string> {
  return new Promise((resolve, reject) => {
    sign(null, Buffer.from(message), key, (error, signature) => {
      if (error) reject(error);
      else resolve(signature.toString('base64'));
    });
  });
}

export function createSigner(key: KeyObject): Signer {
  const x = publicPart(key);
  const seal = sealKey(key);
  return {
    jwks: { keys: [{ kty: 'OKP', crv: 'Ed25519', kid: keyId(x), use: 'sig', alg: 'EdDSA', x }] },
    receipt: async (unsigned) => ({
      ...unsigned,
      signature: await signed(receiptMessage(unsigned), key),
    }),
    confirmation: async (unsigned) => ({
      ...unsigned,
      signature: await signed(withdrawalMessage(unsigned), key),
    }),
    head: async (unsigned) => ({
      ...unsigned,
      signature: await signed(headMessage(unsigned), key),
    }),
    account: async (unsigned) => ({
      ...unsigned,
      signature: await signed(accountMessage(unsigned), key),
    }),
    sealDigest: (digest) => createHmac('sha256', seal).update(digest).digest('hex'),
  };
}
