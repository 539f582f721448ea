import type { ClientSurface } from '../../../contract/datum.ts';

/** Holds the surface on which this process records, and that of the meeting open in it. */
export interface SurfaceKeeper {
  /** The process's: a guest's, until a desktop window opens in it. */
  readonly surface: () => ClientSurface;
  /**
   * From now on this process is the desktop's, and never a guest's again.
   * @returns whether it was a guest's.
   */
  readonly becomeDesktop: () => boolean;
  /** The meeting's: a guest's own, from whichever window they came to it. */
  readonly meetingSurface: () => ClientSurface;
  /** @param isGuest whether the person joins the meeting without being signed in. */
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
