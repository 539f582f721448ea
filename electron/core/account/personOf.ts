import type { Contact, Session } from '../../../contract/conversations.ts';
import type { Colleague } from '../../../contract/people.ts';
import { readableAccount } from '../../../contract/sipAddress.ts';

/**
 * The names of whoever is signed in and of their contacts, to be removed wherever they occur.
 * @param contacts with the person's own names.
 * @param colleagues as the pool names them.
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
