/** A memory dump that is arriving. */
export interface Upload {
  /** The address that it comes from, as limits count addresses. */
  readonly address: string;
  /** How many bytes of it have arrived so far. */
  readonly arrived: () => number;
  /** Ends it in favour of another one; its slot is already free. */
  readonly evict: () => void;
}

export interface UploadSlots {
  /** @returns a function that gives the slot back; undefined if there is none. */
  readonly enter: (upload: Upload) => (() => void) | undefined;
}

export interface UploadLimits {
  readonly inAll: number;
  readonly perAddress: number;
  /** A slower upload makes room for newcomers. */
  readonly leastBytesPerSecond: number;
  /** Milliseconds for which an upload is left alone, however slow. */
  readonly leftAloneMs: number;
}

/**
 * Bounds how many uploads there are at once, in all and from one address. If a bound is reached, the slowest makes
 * room, provided that it is slower than any connection worth waiting for, so that nobody holds slots at a byte a
 * second.
 */
export function createUploadSlots(limits: UploadLimits): UploadSlots {
  /** When each began. */
  const under = new Map<Upload, number>();

  /** Its bytes per second since it began; Infinity for one that is left alone. */
  const rateOf = (upload: Upload, since: number): number => {
    const ageMs = performance.now() - since;
    return ageMs < limits.leftAloneMs ? Infinity : (upload.arrived() * 1000) / ageMs;
  };
  const hasRoom = (most: number, isAmong: (upload: Upload) => boolean): boolean => {
    const among = [...under].filter(([upload]) => isAmong(upload));
    if (among.length < most) return true;
    const rates = among.map(([upload, since]) => ({ upload, rate: rateOf(upload, since) }));
    const [slowest] = rates.sort((a, b) => a.rate - b.rate);
    if (!slowest || slowest.rate >= limits.leastBytesPerSecond) return false;
    under.delete(slowest.upload);
    slowest.upload.evict();
    return true;
  };

  return {
    enter(upload) {
      const isLet =
        hasRoom(limits.perAddress, ({ address }) => address === upload.address) &&
        hasRoom(limits.inAll, () => true);
      if (!isLet) return undefined;
      under.set(upload, performance.now());
      return () => {
        under.delete(upload);
      };
    },
  };
}
