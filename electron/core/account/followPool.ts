import type { Colleagues } from './colleagues.ts';
import { backoff } from '../upload/backoff.ts';
import type { Random } from '../ports/crypto.ts';
import type { AskPool, PoolAnswer } from '../ports/organisationPool.ts';
import type { Clock, Log } from '../ports/system.ts';

/** Seconds that the pool may hold an answer. */
const WAIT = 25;
/** Milliseconds: the least between two questions, and until one is asked again that has no answer. */
const SHORTEST = 1000;
const UNTIL_ASKED_AGAIN = 3_600_000;

/**
 * Polls the pool from its first answer on.
 * @param hear takes each new answer.
 */
export function createFollower(ports: {
  asking: AskPool;
  etag: () => string | undefined;
  hear: (account: string, text: string, etag: string | undefined) => void;
  colleagues: Pick<Colleagues, 'etag' | 'heard'>;
  /** Repeats what the disk refused. */
  retry: () => void;
  clock: Clock;
  random: Random;
  log: Log;
}) {
  const { asking, clock, random, log, hear, colleagues } = ports;

  /** @returns how long to wait before the next request, in milliseconds. */
  const take = (account: string, answer: PoolAnswer, failures: number): number => {
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
    let namesSaid: string | undefined;
    /** @returns whether people's names have changed since the last answer. */
    const hearOfPeople = (said: PoolAnswer): boolean => {
      if (said.kind !== 'word' && said.kind !== 'unchanged') return false;
      const [before, now] = [namesSaid, said.people];
      namesSaid = now;
      if (now !== undefined) colleagues.heard(now);
      return now !== before;
    };
    const heard = (said: PoolAnswer, wait: number, began: number): void => {
      ports.retry();
      const isOfPeople = hearOfPeople(said);
      const delay = take(account, said, failures);
      failures = said.kind === 'failed' ? failures + 1 : 0;
      // A pool that does not hold its answer is not asked all the time.
      const isAtOnce = said.kind === 'unchanged' && !isOfPeople && clock.now() - began <= SHORTEST;
      const isHeld = wait === 0 || !isAtOnce;
      cancel = clock.after(isHeld ? delay : WAIT * 1000, () => void question(WAIT));
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
