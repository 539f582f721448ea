/** What one target of the campaign met. */
export interface TargetResult {
  /** How many inputs were tried. */
  readonly inputs: number;
  /** CPU time, in milliseconds, for which the target's event loop was kept from everything else at most. */
  readonly largestStallMs: number;
  /** Each a sentence: what the target did that it must not do. Empty if all went well. */
  readonly faults: readonly string[];
}

export interface Target {
  readonly name: string;
  /**
   * Attacks until the time is over.
   * @param forMs how long, in milliseconds.
   * @param seed the same one tries the same inputs in the same order.
   */
  readonly attack: (forMs: number, seed: number) => Promise<TargetResult>;
}

const MOST_FAULTS = 5;

/** Collects faults, each sort once, and not more than a person reads. */
export function createFaults(): { add: (fault: string) => void; list: readonly string[] } {
  const list: string[] = [];
  return {
    list,
    add(fault) {
      if (list.length < MOST_FAULTS && !list.includes(fault)) list.push(fault);
    },
  };
}
