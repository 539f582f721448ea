import { duplicateKeys } from '../../contract/duplicateKeys.ts';
import { parsePolicy, valuesOf, type PolicyReading } from '../../contract/policy.ts';
import { createFollower, type AskPool } from './followPool.ts';
import type { PolicySource } from './policyKeeper.ts';
import type { Clock, Log, Random } from './ports.ts';
import { SETTLING_MS } from './settling.ts';

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
  return isText(name) ? { name, displayName: isText(displayName) ? displayName : name } : undefined;
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
  // The pool can't read what its administrator is writing, and says what it was told before.
  if (field(body, 'unsettled') === true)
    return { ...from, state: 'unsettled', problem: 'it is being written', values: policy.values };
  return { ...from, state: 'read', values: policy.values, unknown: policy.unknown };
}

/** Whether a word may be half of one, and the next one whole. */
const mayBeHalf = ({ text }: Word): boolean => text !== null && parseBody(text) === undefined;

/** Tells a word that may be half of one from one that stays as it is: the next moment tells. */
function createHalves() {
  let before: { readonly word: Word | undefined } | undefined;
  return {
    follow(word: Word | undefined, next: Word): boolean {
      const isHalf = mayBeHalf(next);
      // From the first on: what changes all the time without ever being whole is a refusal.
      const isBegun = isHalf && !(word && mayBeHalf(word));
      if (isBegun || !isHalf) before = isBegun ? { word } : undefined;
      return isBegun;
    },
    end(): boolean {
      const wasUncertain = before !== undefined;
      before = undefined;
      return wasUncertain;
    },
    reading(word: Word | undefined): PolicyReading {
      const reading = readingOf(word);
      if (!before || reading.state !== 'unreadable') return reading;
      return { ...reading, state: 'unsettled', values: valuesOf(readingOf(before.word)) };
    },
  };
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

  const halves = createHalves();

  const hear = (account: string, text: string, etag: string | undefined) => {
    const host = pool();
    if (word?.text === text && word.pool === host) return;
    const next = { text, etag, pool: host, since: new Date(clock.now()).toISOString() };
    const isBegun = halves.follow(word, next);
    word = next;
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

  const stop = () => {
    stopFollowing?.();
    stopFollowing = undefined;
  };

  return {
    source: {
      read: () => halves.reading(word),
      watch: (onPossibleChange) => {
        listeners.add(onPossibleChange);
        return () => listeners.delete(onPossibleChange);
      },
    },
    organisation: () => organisationOf(parseBody(word?.text ?? null)),
    displayNameOf(account) {
      const person = field(parseBody(word?.text ?? null), 'account');
      const name = field(person, 'displayName');
      return field(person, 'address') === account && isText(name) ? name : null;
    },
    async follow(account, password) {
      stop();
      store.signedIn(account);
      const known = store.read(account);
      if (known?.text !== word?.text) {
        halves.end();
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
