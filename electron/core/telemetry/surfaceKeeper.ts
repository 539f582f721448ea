import type { ClientSurface } from '../../../contract/datum.ts';

/** Knows on which surface this process records, and on which the meeting that is open in it. */
export interface SurfaceKeeper {
  /** The process's: a guest's, until a desktop window opens in it. */
  readonly surface: () => ClientSurface;
  /** From now on this process is the desktop's; no guest comes back in it. @returns whether it was a guest's. */
  readonly becomeDesktop: () => boolean;
  /** The meeting's: a guest's own, from whichever window they came to it. */
  readonly meetingSurface: () => ClientSurface;
  /** @param isGuest whether nobody is signed in who comes to the meeting. */
  readonly openMeeting: (isGuest: boolean) => void;
  readonly closeMeeting: () => void;
}

export function createSurfaceKeeper(first: ClientSurface): SurfaceKeeper {
  let current = first;
  let isGuests = false;
  return {
    surface: () => current,
    meetingSurface: () => (isGuests ? 'meetings' : current),
    openMeeting: (isGuest) => {
      isGuests = isGuest;
    },
    closeMeeting: () => {
      isGuests = false;
    },
    becomeDesktop() {
      const was = current;
      current = 'desktop';
      return was === 'meetings';
    },
  };
}
