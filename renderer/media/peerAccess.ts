/** Allows connections to other people's devices while anything in this window needs them. */
export interface PeerAccess {
  /**
   * Resolves once peer connections may be made.
   * @returns what gives it back, called once; undefined if the main process knows of no call or meeting here, or the
   * person says no.
   */
  readonly take: () => Promise<(() => void) | undefined>;
}

/** @param allow asks the main process, which may refuse; the access ends when nothing needs it any more. */
export function createPeerAccess(allow: (areAllowed: boolean) => Promise<boolean>): PeerAccess {
  let takers = 0;
  return {
    take: async () => {
      takers += 1;
      const giveBack = (): void => {
        takers -= 1;
        if (takers === 0) void allow(false);
      };
      if (await allow(true)) return giveBack;
      giveBack();
      return undefined;
    },
  };
}
