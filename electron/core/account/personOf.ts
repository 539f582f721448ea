import type { Session } from '../../../contract/conversations.ts';
import { readableAccount } from '../../../contract/sipAddress.ts';

/** What names the person who is signed in, to be taken out wherever it occurs. */
export function personOf(session: Session | null): readonly string[] {
  if (!session) return [];
  const { account, displayName } = session;
  const users = [account, readableAccount(account)].map((address) =>
    address.slice(0, address.lastIndexOf('@')),
  );
  return [...new Set(users), ...(displayName === null ? [] : [displayName])];
}
