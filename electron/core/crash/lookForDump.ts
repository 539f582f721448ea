import type { Clock } from '../ports/system.ts';

/** The crash reporter writes a dump as the process ends; on some systems a moment later. */
export const LOOKS = 10;
const LOOK_INTERVAL_MS = 200;

/** Looks repeatedly for a dump, which may be written a moment later, for as long as it is waited for. */
export async function lookForDump<T>(
  clock: Clock,
  { looks, isWaited }: { readonly looks: number; readonly isWaited: () => boolean },
  look: () => T | undefined,
): Promise<T | undefined> {
  for (let count = 0; count < looks && isWaited(); count += 1) {
    if (count > 0) await new Promise<void>((next) => clock.after(LOOK_INTERVAL_MS, next));
    const dump = isWaited() ? look() : undefined;
    if (dump) return dump;
  }
  return undefined;
}
