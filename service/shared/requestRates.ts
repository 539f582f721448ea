import type { FastifyRateLimitStore } from '@fastify/rate-limit';
import { networksOf, type CountedNetwork } from './networks.ts';

/** Networks of a kind that are told apart in one window; beyond that, only the larger ones that contain them count. */
const MOST_TOLD_APART = 100_000;

/**
 * Counts requests for `@fastify/rate-limit`, by address and by larger IPv6 networks. All share one window, so that no
 * flood of addresses displaces another's count.
 */
export class RequestRates implements FastifyRateLimitStore {
  readonly #counts = new Map<CountedNetwork['kind'], Map<string, number>>();
  #until = -Infinity;

  /** @param callback receives the count of the network that has used most of its limit, as if that were one address. */
  incr(
    address: string,
    callback: (error: null, result: { current: number; ttl: number }) => void,
    windowMs: number,
    most: number,
  ): void {
    const now = performance.now();
    if (now >= this.#until) {
      this.#counts.clear();
      this.#until = now + windowMs;
    }
    let current = 0;
    for (const counted of networksOf(address)) {
      current = Math.max(current, Math.ceil(this.#add(counted) / counted.times));
      // A refused request takes nothing from its neighbours.
      if (current > most) break;
    }
    callback(null, { current, ttl: this.#until - now });
  }

  child(): RequestRates {
    return new RequestRates();
  }

  /** @returns how many requests came from it, including this one. */
  #add({ kind, network }: CountedNetwork): number {
    const counts = this.#counts.get(kind) ?? new Map<string, number>();
    this.#counts.set(kind, counts);
    const next = (counts.get(network) ?? 0) + 1;
    if (next > 1 || counts.size < MOST_TOLD_APART) counts.set(network, next);
    return next;
  }
}
