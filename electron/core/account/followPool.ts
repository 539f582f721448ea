import type { Colleagues } from './colleagues.ts';
import { backoff } from '../upload/backoff.ts';
import type { Random } from '../ports/crypto.ts';
import type { AskPool, PoolAnswer } from '../ports/organisationPool.ts';
import type { Clock, Log } from '../ports/system.ts';

/** How long the pool may hold an answer. */
const LONG_POLL_SECONDS = 25;
/** The least time between two requests, and the time until one that the pool does not answer is repeated. */
const LEAST_INTERVAL_MS = 1000;
const UNTIL_ASKED_AGAIN_MS = 3_600_000;

/**
 * Polls the pool from its first answer on.
 * @param onPolicy takes each new policy.
 */
export function createFollower(ports: {
  asking: AskPool;
  etag: () => string | undefined;
  onPolicy: (account: string, text: string, etag: string | undefined) => void;
  colleagues: Pick<Colleagues, 'etag' | 'update'>;
  /** Repeats what the disk refused. */
  retry: () => void;
  clock: Clock;
  random: Random;
  log: Log;
}) {
  const { asking, clock, random, log, onPolicy, colleagues } = ports;

  /** @returns how long to wait before the next request, in milliseconds. */
  const take = (account: string, answer: PoolAnswer, failures: number): number => {
    switch (answer.kind) {
      case 'word':
        onPolicy(account, answer.text, answer.etag);
        return LEAST_INTERVAL_MS;
      case 'unchanged':
        return LEAST_INTERVAL_MS;
      case 'none':
        return UNTIL_ASKED_AGAIN_MS;
      case 'denied':
        return UNTIL_ASKED_AGAIN_MS;
      case 'failed':
        log.info(`organisation: the pool gave no policy: ${answer.problem}`);
        return backoff(failures + 1, random.unit(), answer.retryAfter);
    }
  };

  /**
   * @param first its answer to the first request.
   * @returns what ends the polling.
   */
  return (account: string, password: string, first: PoolAnswer) => {
    let isStopped = false;
    let cancel: () => void = () => undefined;
    let failures = 0;
    let namesTag: string | undefined;
    /** @returns whether people's names have changed since the last answer. */
    const updateNames = (said: PoolAnswer): boolean => {
      if (said.kind !== 'word' && said.kind !== 'unchanged') return false;
      const [before, now] = [namesTag, said.people];
      namesTag = now;
      if (now !== undefined) colleagues.update(now);
      return now !== before;
    };
    const heard = (said: PoolAnswer, wait: number, began: number): void => {
      ports.retry();
      const isOfPeople = updateNames(said);
      const delay = take(account, said, failures);
      failures = said.kind === 'failed' ? failures + 1 : 0;
      // A pool that does not hold its answer is not asked all the time.
      const isAtOnce =
        said.kind === 'unchanged' && !isOfPeople && clock.now() - began <= LEAST_INTERVAL_MS;
      const isHeld = wait === 0 || !isAtOnce;
      cancel = clock.after(
        isHeld ? delay : LONG_POLL_SECONDS * 1000,
        () => void question(LONG_POLL_SECONDS),
      );
    };
    const question = async (wait: number): Promise<void> => {
      const began = clock.now();
      const { answer, abort } = asking({
        account,
        password,
        etag: ports.etag(),
        people: colleagues.etag(),
        wait,
      });
      cancel = abort;
      const said = await answer;
      if (!isStopped) heard(said, wait, began);
    };
    heard(first, 0, clock.now());
    return () => {
      isStopped = true;
      cancel();
    };
  };
}
