import type { Contact, Session } from '../../../contract/conversations.ts';
import type { Colleague } from '../../../contract/people.ts';
import { readableAccount } from '../../../contract/sipAddress.ts';

/**
 * What names the person who is signed in, and whom they know by name, to be taken out wherever it occurs.
 * @param contacts with the person's own names. @param colleagues as the pool names them.
 */
export function personOf(
  session: Session | null,
  contacts: readonly Contact[],
  colleagues: readonly Colleague[],
): readonly string[] {
  if (!session) return [];
  const { account, displayName } = session;
  const users = [account, readableAccount(account)].map((address) =>
    address.slice(0, address.lastIndexOf('@')),
  );
  const names = [...contacts, ...colleagues].map(({ name }) => name);
  return [...new Set([...users, ...(displayName === null ? [] : [displayName]), ...names])];
}
