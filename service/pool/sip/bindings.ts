import { parseUri, type SipUri } from '../../../contract/sip/uri.ts';
import { areSameUri } from '../../../contract/sip/uriEquality.ts';
import type { Connection } from './connection.ts';

/**
 * How one device of an account is reached: by the connection that registered it (RFC 5626, a flow). Its Contact is
 * repeated to it in requests, and leads nowhere by itself.
 */
export interface Binding {
  readonly account: string;
  /** The Contact's URI, as the device wrote it. */
  readonly uriText: string;
  readonly uri: SipUri;
  readonly connection: Connection;
  /** Milliseconds since 1970. */
  readonly expires: number;
}

export interface Bindings {
  readonly set: (binding: Binding) => void;
  readonly remove: (account: string, uri: SipUri) => void;
  readonly removeAll: (account: string) => void;
  /** Every device of the account that is signed in now. */
  readonly of: (account: string) => readonly Binding[];
  /** How many devices are signed in now, by account. */
  readonly counts: () => ReadonlyMap<string, number>;
  /** The account's own device with this Contact. */
  readonly find: (account: string, uriText: string) => Binding | undefined;
  /** Removes a closed connection's devices (RFC 5626, section 4.2.1: a flow failed). */
  readonly removeConnection: (connection: Connection) => void;
}

/** How many devices one account may have signed in at once; beyond that the oldest is dropped. */
const MOST_DEVICES = 10;

export function createBindings(now: () => number): Bindings {
  const byAccount = new Map<string, readonly Binding[]>();

  const valid = (account: string) =>
    (byAccount.get(account) ?? []).filter(({ expires }) => expires > now());
  const keep = (account: string, mayStay: (binding: Binding) => boolean) => {
    const left = valid(account).filter(mayStay);
    if (left.length === 0) byAccount.delete(account);
    else byAccount.set(account, left);
  };

  return {
    set(binding) {
      const { account, uri } = binding;
      const others = valid(account).filter((other) => !areSameUri(other.uri, uri));
      byAccount.set(account, [...others.slice(1 - MOST_DEVICES), binding]);
    },
    remove: (account, uri) => {
      keep(account, (binding) => !areSameUri(binding.uri, uri));
    },
    removeAll: (account) => void byAccount.delete(account),
    of: valid,
    counts: () =>
      new Map(
        [...byAccount.keys()]
          .map((account): [string, number] => [account, valid(account).length])
          .filter(([, devices]) => devices > 0),
      ),
    find(account, uriText) {
      const uri = parseUri(uriText);
      return uri.ok
        ? valid(account).find((binding) => areSameUri(binding.uri, uri.value))
        : undefined;
    },
    removeConnection(connection) {
      for (const account of connection.accounts)
        keep(account, (binding) => binding.connection !== connection);
    },
  };
}
