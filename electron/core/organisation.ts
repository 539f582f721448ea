import { duplicateKeys } from '../../contract/duplicateKeys.ts';
import { canBeSeen } from '../../contract/participantName.ts';
import { parsePolicy, type PolicyReading } from '../../contract/policy.ts';
import { createFollower, type AskPool } from './followPool.ts';
import type { PolicySource } from './policyKeeper.ts';
import type { Clock, Log, Random } from './ports.ts';

/** What the pool said last of an account, as it is kept. */
export interface Word {
  /** The answer's body; null where what was kept of it could not be read. */
  readonly text: string | null;
  readonly etag: string | undefined;
  /** The pool's host. */
  readonly pool: string;
  /** ISO 8601. */
  readonly since: string;
}

/** The last words, kept on disk; a word that could not be kept is a failure of the disk's, and throws. */
export interface WordStore {
  /** The last word for an account; for the account of the last sign-in where none is given. */
  readonly read: (account?: string) => Word | undefined;
  readonly write: (account: string, word: Word) => void;
  /** Makes the account's word, where there is one, that of the last sign-in. */
  readonly signedIn: (account: string) => void;
}

export interface Organisation {
  readonly name: string;
  readonly displayName: string;
}

export interface OrganisationKeeper {
  readonly source: PolicySource;
  /** Who the person's organisation is, by its last word. */
  readonly organisation: () => Organisation | undefined;
  readonly displayNameOf: (account: string) => string | null;
  /**
   * Asks the pool, and goes on asking. Resolves once the first word is heard and in force, or it is certain
   * that there is none now.
   */
  readonly follow: (account: string, password: string) => Promise<void>;
  readonly stop: () => void;
  readonly onChange: (listener: () => void) => void;
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
/** A name that nobody would see is none. */
const isName = (value: unknown): value is string => isText(value) && canBeSeen(value);
const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;

function parseBody(text: string | null): unknown {
  try {
    const body: unknown = JSON.parse(text ?? '');
    return duplicateKeys(text ?? '').length > 0 ? undefined : body;
  } catch {
    // Told as a refusal by readingOf.
    return undefined;
  }
}

function organisationOf(body: unknown): Organisation | undefined {
  const [name, displayName] = [field(body, 'organisation'), field(body, 'displayName')];
  return isText(name) ? { name, displayName: isName(displayName) ? displayName : name } : undefined;
}

/** What an organisation's word says as a source of policy: one that can't be understood refuses. */
export function readingOf(word: Word | undefined): PolicyReading {
  const source = 'organisation';
  if (!word) return { source, location: '', state: 'absent' };
  const body = parseBody(word.text);
  const organisation = organisationOf(body);
  const named = organisation ? { organisation: organisation.displayName } : {};
  const from = { source, location: word.pool, ...named, since: word.since } as const;
  const policy = parsePolicy(field(body, 'policy'));
  if (!organisation || !policy.ok) {
    const problem = policy.ok || body === undefined ? 'it is not valid JSON' : policy.problem;
    return { ...from, state: 'unreadable', problem };
  }
  return { ...from, state: 'read', values: policy.values, unknown: policy.unknown };
}

/** A store in which everything counts as kept at once; what the disk had no room for is written by `retry`. */
function createPatientStore(
  store: WordStore,
  log: Log,
): WordStore & { readonly retry: () => void } {
  const owed = new Map<string, Word>();
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
    // After the words, since whoever's is written counts as signed in last.
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

/** Keeps the organisation's word in force: at sign-in, at change, offline and across restarts. */
export function createOrganisationKeeper(ports: {
  ask: AskPool;
  /** The host of the pool as of now. */
  pool: () => string;
  store: WordStore;
  clock: Clock;
  random: Random;
  log: Log;
}): OrganisationKeeper {
  const { ask, pool, clock, log } = ports;
  const store = createPatientStore(ports.store, log);
  let word = store.read();
  let stopFollowing: (() => void) | undefined;
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const listener of [...listeners]) {
      try {
        listener();
      } catch (error) {
        // The word is kept, and the pool asked on, though what follows from it could not be done.
        log.warn(`organisation: its word could not be followed to the end: ${String(error)}`);
      }
    }
  };

  const hear = (account: string, text: string, etag: string | undefined) => {
    const host = pool();
    if (word?.text === text && word.pool === host) return;
    const next = { text, etag, pool: host, since: new Date(clock.now()).toISOString() };
    word = next;
    // In force before it is kept: a full disk must not delay a refusal.
    tell();
    store.write(account, next);
  };

  const stop = () => {
    stopFollowing?.();
    stopFollowing = undefined;
  };

  return {
    source: {
      read: () => readingOf(word),
      watch: (onPossibleChange) => {
        listeners.add(onPossibleChange);
        return () => listeners.delete(onPossibleChange);
      },
    },
    organisation: () => organisationOf(parseBody(word?.text ?? null)),
    displayNameOf(account) {
      const person = field(parseBody(word?.text ?? null), 'account');
      const name = field(person, 'displayName');
      return field(person, 'address') === account && isName(name) ? name : null;
    },
    async follow(account, password) {
      stop();
      store.signedIn(account);
      const known = store.read(account);
      if (known?.text !== word?.text) {
        word = known;
        tell();
      }
      const etag = () => word?.etag;
      const begin = createFollower({ ...ports, asking: ask, etag, hear, retry: store.retry });
      const following = begin(account, password);
      stopFollowing = following.stop;
      await following.first;
    },
    stop,
    onChange: (listener) => void listeners.add(listener),
  };
}
