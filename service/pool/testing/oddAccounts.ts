import type { PoolData } from '../accounts/poolFile.ts';
import { withAccount } from '../accounts/poolFile.ts';

/** Names that RFC 3261 allows in a user part without escapes, and that mean something else in URLs, lists or quotes. */
export const oddAccounts = [
  "o'brien+x@contoso.com",
  "'@contoso.com",
  'a&b=c@contoso.com',
  '(x)!~*@contoso.com',
  'a/b?c@contoso.com',
  'a;b,c$@contoso.com',
  '+1;ext=7@contoso.com',
] as const;

export const ODD_PASSWORD = 'a’s "own" %41';

/** The pool with these people too. */
export const withOddAccounts = (data: PoolData): PoolData =>
  oddAccounts.reduce<PoolData>(
    (next, account) =>
      withAccount(next, account, { displayName: 'Somebody', password: ODD_PASSWORD }),
    data,
  );
