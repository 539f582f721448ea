import { createHash, createHmac } from 'node:crypto';
import { accessDomain, normalAccount, userDomain, uuidV8 } from '../../../contract/pseudonym.ts';
import { hashInput } from '../ingest/rehash.ts';
import type { Pepper } from '../secrets.ts';

/** How an account is stored under one pepper; see docs/identity.md. */
export interface Pseudonyms {
  readonly pepperId: string;
  readonly census: string;
  readonly error: string;
}

const hashed = ({ secret }: Pepper, text: string): string =>
  uuidV8(createHmac('sha256', secret).update(text).digest());

/** The hash of an account that a client sends in the census. */
const clientHash = (account: string): string =>
  uuidV8(
    createHash('sha256')
      .update(userDomain + normalAccount(account))
      .digest(),
  );

export const pseudonymsOf = (account: string, pepper: Pepper): Pseudonyms => ({
  pepperId: pepper.id,
  census: hashed(pepper, hashInput['census.userId'](clientHash(account))),
  error: hashed(pepper, hashInput['error.userId'](account)),
});

/** An account's pseudonym in the access log, in its own domain, so that the log can't be joined with any record. */
export const accountInLog = (account: string, pepper: Pepper) => ({
  pseudonym: hashed(pepper, accessDomain + normalAccount(account)),
  pepperId: pepper.id,
});
