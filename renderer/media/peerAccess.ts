/** Opens the way to other people's devices while anyone in this window needs it. */
export interface PeerAccess {
  /** Resolves once peer connections may be made. @returns what gives it back; to be called once. */
  readonly take: () => Promise<() => void>;
}

/** @param allow tells the main process; the way is shut when nobody needs it any more. */
export function createPeerAccess(allow: (areAllowed: boolean) => Promise<void>): PeerAccess {
  let takers = 0;
  return {
    take: async () => {
      takers += 1;
      await allow(true);
      return () => {
        takers -= 1;
        if (takers === 0) void allow(false);
      };
    },
  };
}
