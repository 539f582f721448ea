import { parsePolicy, type PolicyReading } from '../../contract/policy.ts';
import { backoff } from './backoff.ts';
import type { PolicySource } from './policyKeeper.ts';
import type { Clock, Log, Random } from './ports.ts';

export type PoolWord =
  | { readonly kind: 'word'; readonly text: string; readonly etag: string | undefined }
  | { readonly kind: 'unchanged' }
  /** The pool knows of no in-band policy, as a plain SIP server does. */
  | { readonly kind: 'none' }
  | { readonly kind: 'denied' }
  | { readonly kind: 'failed'; readonly problem: string };

/** Asks the pool; with `wait` it may hold its answer for so many seconds until it has something new to say. */
export type AskPool = (question: {
  readonly account: string;
  readonly password: string;
  readonly etag: string | undefined;
  readonly wait: number;
}) => { readonly answer: Promise<PoolWord>; readonly abort: () => void };

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

/** Seconds that the pool may hold an answer. */
const WAIT = 25;
/** Milliseconds: the least between two questions, and until one is asked again that has no answer. */
const SHORTEST = 1000;
const UNTIL_ASKED_AGAIN = 3_600_000;

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;

function parseBody(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '');
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
  return { ...from, state: 'read', values: policy.values, unknown: policy.unknown };
}

/** Asks the pool over and over. @param hear takes each word that is new. */
function createFollower(ports: {
  asking: AskPool;
  etag: () => string | undefined;
  hear: (account: string, text: string, etag: string | undefined) => void;
  clock: Clock;
  random: Random;
  log: Log;
}) {
  const { asking, clock, random, log, hear } = ports;

  /** @returns how long to wait before the next question, in milliseconds. */
  const take = (account: string, answer: PoolWord, failures: number): number => {
    switch (answer.kind) {
      case 'word':
        hear(account, answer.text, answer.etag);
        return SHORTEST;
      case 'unchanged':
        return SHORTEST;
      case 'none':
        return UNTIL_ASKED_AGAIN;
      case 'denied':
        return UNTIL_ASKED_AGAIN;
      case 'failed':
        log.info(`organisation: the pool gave no policy: ${answer.problem}`);
        return backoff(failures + 1, random.unit());
    }
  };

  /** @returns what ends the following, and when the first answer is there. */
  return (account: string, password: string) => {
    let isStopped = false;
    let cancel: () => void = () => undefined;
    let failures = 0;
    const question = async (wait: number): Promise<void> => {
      const began = clock.now();
      const { answer, abort } = asking({ account, password, etag: ports.etag(), wait });
      cancel = abort;
      const said = await answer;
      if (isStopped) return;
      const delay = take(account, said, failures);
      failures = said.kind === 'failed' ? failures + 1 : 0;
      // A pool that does not hold its answer is not asked all the time.
      const isHeld = said.kind !== 'unchanged' || wait === 0 || clock.now() - began > SHORTEST;
      cancel = clock.after(isHeld ? delay : WAIT * 1000, () => void question(WAIT));
    };
    const stop = () => {
      isStopped = true;
      cancel();
    };
    return { stop, first: question(0) };
  };
}

/** Keeps the organisation's word in force: at sign-in, at change, offline and across restarts. */
export function createOrganisationKeeper(ports: {
  /** Nothing where no pool is configured. */
  ask: AskPool | undefined;
  /** The pool's host. */
  pool: string;
  store: WordStore;
  clock: Clock;
  random: Random;
  log: Log;
}): OrganisationKeeper {
  const { ask, pool, store, clock } = ports;
  let word = store.read();
  let stopFollowing: (() => void) | undefined;
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const listener of [...listeners]) listener();
  };

  const hear = (account: string, text: string, etag: string | undefined) => {
    if (word?.text === text && word.pool === pool) return;
    const next = { text, etag, pool, since: new Date(clock.now()).toISOString() };
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
      return field(person, 'address') === account && isText(name) ? name : null;
    },
    async follow(account, password) {
      stop();
      const known = store.read(account);
      if (known?.text !== word?.text) {
        word = known;
        tell();
      }
      if (!ask) return;
      const begin = createFollower({ ...ports, asking: ask, etag: () => word?.etag, hear });
      const following = begin(account, password);
      stopFollowing = following.stop;
      await following.first;
    },
    stop,
    onChange: (listener) => void listeners.add(listener),
  };
}
