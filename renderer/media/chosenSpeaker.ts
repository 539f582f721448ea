/**
 * Starts a sound on a speaker.
 * @returns what stops it.
 */
export type BeginSound = (speaker: string) => () => void;

/**
 * Plays sounds on the speaker chosen at the moment they start.
 * @param chosen the chosen devices; an empty speaker is the system's.
 * @returns what starts a sound; that returns what stops it, or keeps it from starting.
 */
export function createChosenSpeaker(
  chosen: () => Promise<{ readonly speaker: string }>,
): (begin: BeginSound) => () => void {
  return (begin) => {
    let isOver = false;
    let stop = (): void => undefined;
    void chosen().then(({ speaker }) => {
      if (!isOver) stop = begin(speaker);
    });
    return () => {
      isOver = true;
      stop();
    };
  };
}
