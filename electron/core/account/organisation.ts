import { createEmitter } from '../../../contract/emitter.ts';
import type { Colleagues } from './colleagues.ts';
import { createFollower } from './followPool.ts';
import type { AskPool, PoolAnswer } from '../ports/organisationPool.ts';
import { createHalves } from './halfWord.ts';
import {
  field,
  isName,
  organisationOf,
  parseBody,
  type Organisation,
  type OrganisationPolicy,
} from './organisationWord.ts';
import type { PolicySource } from '../consent/policyKeeper.ts';
import type { Random } from '../ports/crypto.ts';
import type { Clock, Log } from '../ports/system.ts';
import { createRefusals } from './refusals.ts';
import { SETTLING_MS } from '../consent/settling.ts';

/** The last policies, kept on disk; throws if the disk refuses to keep one. */
export interface OrganisationPolicyStore {
  /** The last policy for an account; by default for the account of the last sign-in. */
  readonly read: (account?: string) => OrganisationPolicy | undefined;
  readonly write: (account: string, word: OrganisationPolicy) => void;
  /** Makes the account's policy, if there is one, that of the last sign-in. */
  readonly signedIn: (account: string) => void;
}

export interface OrganisationKeeper {
  /**
   * What the person's organisation says; then any other organisation that refused while this process ran, and did not
   * take it back.
   */
  readonly sources: readonly [own: PolicySource, others: PolicySource];
  /** Who the person's organisation is, by its last policy. */
  readonly organisation: () => Organisation | undefined;
  readonly displayNameOf: (account: string) => string | null;
  /** Asks the pool once, without any effect yet. */
  readonly ask: (account: string, password: string) => Promise<PoolAnswer>;
  /**
   * Called once it is certain who the person is: the first answer is in force when it returns, and the pool is polled
   * from then on.
   * @param first the result of `ask`.
   */
  readonly follow: (account: string, password: string, first: PoolAnswer) => void;
  readonly stop: () => void;
  readonly onChange: (listener: () => void) => void;
}

/** A store in which everything counts as kept at once; `retry` writes what the disk had no room for. */
function createPatientStore(
  store: OrganisationPolicyStore,
  log: Log,
): OrganisationPolicyStore & { readonly retry: () => void } {
  const owed = new Map<string, OrganisationPolicy>();
  let last: string | undefined;
  const succeeds = (act: () => void): boolean => {
    try {
      act();
      return true;
    } catch (error) {
      log.warn(`organisation: its word could not be kept yet: ${String(error)}`);
      return false;
    }
  };
  const retry = () => {
    for (const [account, word] of owed) {
      const write = () => {
        store.write(account, word);
      };
      if (succeeds(write)) owed.delete(account);
    }
    const account = last;
    // After the policies, since the last one written counts as signed in last.
    if (account !== undefined)
      succeeds(() => {
        store.signedIn(account);
      });
  };
  return {
    read: (account) => owed.get(account ?? '') ?? store.read(account),
    write(account, word) {
      owed.set(account, word);
      retry();
    },
    signedIn(account) {
      last = account;
      retry();
    },
    retry,
  };
}

/** The listeners for policies; one that fails keeps no other from being called. */
function createListeners(log: Log) {
  const { listen, emit } = createEmitter();
  return {
    listen,
    tell: () => {
      try {
        emit();
      } catch (error) {
        // The policy is kept, and the polling goes on, even if a listener failed.
        log.warn(`organisation: its word could not be followed to the end: ${String(error)}`);
      }
    },
  };
}

/** Keeps the organisation's policy in force: at sign-in, when it changes, offline and across restarts. */
export function createOrganisationKeeper(ports: {
  ask: AskPool;
  /** The current pool's host. */
  pool: () => string;
  store: OrganisationPolicyStore;
  colleagues: Colleagues;
  clock: Clock;
  random: Random;
  log: Log;
}): OrganisationKeeper {
  const { ask, pool, clock, log, colleagues } = ports;
  const store = createPatientStore(ports.store, log);
  let word = store.read();
  const refusals = createRefusals();
  refusals.known(word);
  let stopFollowing: (() => void) | undefined;
  const { listen, tell } = createListeners(log);

  const halves = createHalves();

  const onPolicy = (account: string, text: string, etag: string | undefined) => {
    const host = pool();
    if (word?.text === text && word.pool === host) {
      refusals.heard(word, account);
      return;
    }
    const next = { text, etag, pool: host, since: new Date(clock.now()).toISOString() };
    const isBegun = halves.follow(word, next);
    word = next;
    refusals.heard(next, account);
    // In force before it is kept: a full disk must not delay a refusal.
    tell();
    if (isBegun) clock.after(SETTLING_MS, settle(account));
    if (halves.reading(next).state !== 'unsettled') store.write(account, next);
  };

  const settle = (account: string) => () => {
    if (!word || !halves.end()) return;
    tell();
    store.write(account, word);
  };

  return {
    sources: [
      { read: () => halves.reading(word), watch: listen },
      { read: () => refusals.reading(word), watch: listen },
    ],
    organisation: () => organisationOf(parseBody(word?.text ?? null)),
    displayNameOf(account) {
      const person = field(parseBody(word?.text ?? null), 'account');
      const name = field(person, 'displayName');
      return field(person, 'address') === account && isName(name) ? name : null;
    },
    ask: (account, password) =>
      ask({ account, password, etag: store.read(account)?.etag, wait: 0 }).answer,
    follow(account, password, first) {
      stopFollowing?.();
      store.signedIn(account);
      colleagues.begin(account, password);
      const known = store.read(account);
      if (known?.text !== word?.text) {
        halves.end();
        word = known;
        refusals.known(known, account);
        tell();
      }
      const etag = () => word?.etag;
      const begin = createFollower({ ...ports, asking: ask, etag, onPolicy, retry: store.retry });
      stopFollowing = begin(account, password, first);
    },
    stop() {
      stopFollowing?.();
      stopFollowing = undefined;
      colleagues.clear();
    },
    onChange: (listener) => void listen(listener),
  };
}
