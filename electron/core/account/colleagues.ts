import { createEmitter } from '../../../contract/emitter.ts';
import { parsePeople, type Colleague } from '../../../contract/people.ts';
import type { Log } from '../ports/system.ts';
import type { AskPool } from '../ports/organisationPool.ts';

/** The names of the people in the person's own organisation, from its pool, while they are signed in. */
export interface Colleagues {
  /** Those whom the pool names; none if nobody is signed in, or the pool names nobody. */
  readonly all: () => readonly Colleague[];
  /** The same, once any request under way is answered. */
  readonly settled: () => Promise<readonly Colleague[]>;
  /** @returns the pool's name for this address. */
  readonly nameOf: (peer: string) => string | undefined;
  /** Somebody has signed in; the names of whoever signed in before are kept meanwhile. */
  readonly begin: (account: string, password: string) => void;
  /** The ETag of the names. */
  readonly etag: () => string | undefined;
  /** The pool's names have this ETag: they are requested if that is new. */
  readonly update: (etag: string) => void;
  /** Nobody is signed in any more. */
  readonly clear: () => void;
  readonly onChange: (listener: () => void) => void;
}

interface SignedInPool {
  readonly account: string;
  readonly password: string;
  readonly names: ReadonlyMap<string, string>;
  readonly people: readonly Colleague[];
  readonly etag: string | undefined;
}

/**
 * Requests the names at sign-in and when the pool says that they have changed; a failed request is repeated with its
 * next answer.
 */
export function createColleagues(ports: {
  /** Requests `GET /v1/people`, which answers at once. */
  readonly ask: AskPool;
  readonly log: Log;
}): Colleagues {
  const { listen, emit } = createEmitter();
  let current: SignedInPool | undefined;
  let asking: { readonly abort: () => void; readonly over: Promise<void> } | undefined;

  const take = (
    text: string,
    etag: string | undefined,
    { account, ...before }: SignedInPool,
  ): void => {
    const people = parsePeople(text, account.slice(account.lastIndexOf('@') + 1));
    if (!people) ports.log.info('organisation: what the pool says of names is not understood');
    const known = people ?? [];
    const names = new Map(known.map(({ address, name }) => [address, name]));
    current = { ...before, account, people: known, names, etag };
    emit();
  };
  const question = (by: SignedInPool, heard: string) => {
    const { account, password, etag } = by;
    const { answer, abort } = ports.ask({ account, password, etag, wait: 0 });
    const over = answer.then((said) => {
      if (current?.account !== account || asking?.abort !== abort) return;
      asking = undefined;
      if (said.kind === 'failed')
        ports.log.info(`organisation: the pool gave no names: ${said.problem}`);
      else if (said.kind === 'word') take(said.text, said.etag ?? heard, current);
      // A pool that has none, or none for this account, is not asked again until it says that they have changed.
      else current = { ...current, etag: heard };
    });
    asking = { abort, over };
  };
  const clear = () => {
    asking?.abort();
    asking = undefined;
    const hadNames = current !== undefined && current.people.length > 0;
    current = undefined;
    if (hadNames) emit();
  };
  const all = () => current?.people ?? [];

  return {
    all,
    async settled() {
      await asking?.over;
      return all();
    },
    nameOf: (peer) => current?.names.get(peer),
    begin(account, password) {
      if (current?.account !== account) clear();
      current = { names: new Map(), people: [], etag: undefined, ...current, account, password };
    },
    etag: () => current?.etag,
    update(etag) {
      if (current && !asking && etag !== current.etag) question(current, etag);
    },
    clear,
    onChange: (listener) => void listen(listener),
  };
}
