/** Bytes that are held at present, by owner and in all. */
export interface Budget {
  /** @returns whether there was room; only then are they counted. */
  readonly take: (owner: string, bytes: number) => boolean;
  readonly release: (owner: string, bytes: number) => void;
  readonly inAll: () => number;
}

/**
 * @param perOwner bytes that one owner may hold.
 * @param inAll bytes that all of them together may hold.
 */
export function createBudget({
  perOwner,
  inAll,
}: {
  readonly perOwner: number;
  readonly inAll: number;
}): Budget {
  const held = new Map<string, number>();
  let total = 0;
  return {
    take(owner, bytes) {
      const next = (held.get(owner) ?? 0) + bytes;
      if (next > perOwner || total + bytes > inAll) return false;
      held.set(owner, next);
      total += bytes;
      return true;
    },
    release(owner, bytes) {
      const left = (held.get(owner) ?? 0) - bytes;
      total -= bytes;
      if (left > 0) held.set(owner, left);
      else held.delete(owner);
    },
    inAll: () => total,
  };
}
