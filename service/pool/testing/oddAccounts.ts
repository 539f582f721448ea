import type { PoolData } from '../accounts/poolData.ts';
import { withAccount } from '../accounts/poolData.ts';

/** Names that mean something else in URLs, lists or quotes, and ones that RFC 3261 has escaped in a user part. */
export const oddAccounts = [
  "o'brien+x@contoso.com",
  "'@contoso.com",
  'a&b=c@contoso.com',
  '(x)!~*@contoso.com',
  'a/b?c@contoso.com',
  'a;b,c$@contoso.com',
  '+1;ext=7@contoso.com',
  'a%25b@contoso.com',
  'room%20%237@contoso.com',
  '%22jos%c3%a9%22%3a%5b1%5d@contoso.com',
] as const;

export const ODD_PASSWORD = 'a’s "own" %41';

/** The pool's data with these people added. */
export const withOddAccounts = (data: PoolData): PoolData =>
  oddAccounts.reduce<PoolData>(
    (next, account) =>
      withAccount(next, account, { displayName: 'Somebody', password: ODD_PASSWORD }),
    data,
  );
