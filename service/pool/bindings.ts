import type { Connection } from './connection.ts';

/** Where one device of an account is reached. */
export interface Binding {
  readonly account: string;
  /** The contact's URI, as the device wrote it. */
  readonly uri: string;
  readonly key: string;
  readonly connection: Connection;
  /** Milliseconds since 1970. */
  readonly expires: number;
}

export interface Bindings {
  readonly set: (binding: Binding) => void;
  readonly remove: (account: string, key: string) => void;
  readonly removeAll: (account: string) => void;
  /** Every device of the account that is there now. */
  readonly of: (account: string) => readonly Binding[];
  /** The device that a contact's `user@host` names. */
  readonly byKey: (key: string) => Binding | undefined;
  /** A connection that ended takes its devices with it (RFC 5626, section 4.2.1: a flow failed). */
  readonly removeConnection: (connection: Connection) => void;
}

/** So many devices may one account have signed in at once; the oldest goes. */
const MOST_DEVICES = 10;

export function createBindings(now: () => number): Bindings {
  const byAccount = new Map<string, Binding[]>();
  const byKey = new Map<string, Binding>();

  const put = (account: string, list: readonly Binding[]) => {
    for (const old of byAccount.get(account) ?? []) byKey.delete(old.key);
    for (const binding of list) byKey.set(binding.key, binding);
    if (list.length === 0) byAccount.delete(account);
    else byAccount.set(account, [...list]);
  };
  const valid = (account: string) =>
    (byAccount.get(account) ?? []).filter(({ expires }) => expires > now());

  return {
    set(binding) {
      const others = valid(binding.account).filter(({ key }) => key !== binding.key);
      put(binding.account, [...others.slice(1 - MOST_DEVICES), binding]);
    },
    remove: (account, key) => {
      put(
        account,
        valid(account).filter((binding) => binding.key !== key),
      );
    },
    removeAll: (account) => {
      put(account, []);
    },
    of: valid,
    byKey(key) {
      const binding = byKey.get(key);
      return binding && binding.expires > now() ? binding : undefined;
    },
    removeConnection(connection) {
      const accounts = new Set(
        [...byKey.values()].flatMap((one) => (one.connection === connection ? [one.account] : [])),
      );
      for (const account of accounts)
        put(
          account,
          valid(account).filter((binding) => binding.connection !== connection),
        );
    },
  };
}
