import type { z } from 'zod';
import type { accountsQuery, Account, AccountsAnswer } from '../../../contract/admin/accounts.ts';
import type { PoolData } from '../accounts/poolData.ts';

/** What is searched in: without accents and case. */
const searchable = (text: string): string =>
  text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();

/** The accounts that fit a query, by address, a page at a time. */
export function listAccounts(
  { accounts }: PoolData,
  { organisation, search = '', state, after = '', limit }: z.infer<typeof accountsQuery>,
): Omit<AccountsAnswer, 'seen'> {
  const wanted = searchable(search.trim());
  const fitting: Account[] = [];
  for (const [address, { displayName, disabled = false }] of Object.entries(accounts)) {
    if (organisation !== undefined && !address.endsWith(`@${organisation}`)) continue;
    if (state !== undefined && disabled !== (state === 'disabled')) continue;
    if (wanted !== '' && !searchable(`${address} ${displayName}`).includes(wanted)) continue;
    fitting.push({ address, displayName, enabled: !disabled });
  }
  fitting.sort((a, b) => (a.address < b.address ? -1 : 1));
  const from = after === '' ? 0 : fitting.findIndex(({ address }) => address > after);
  const page = from < 0 ? [] : fitting.slice(from, from + limit);
  const isLast = from < 0 || from + limit >= fitting.length;
  return {
    total: fitting.length,
    accounts: page,
    next: isLast ? null : (page.at(-1)?.address ?? null),
  };
}
