/** Begins to sound on a speaker. @returns what stops it. */
export type BeginSound = (speaker: string) => () => void;

/**
 * Sounds come out where the person wants them, as of the moment that they begin.
 * @param chosen the devices of their choice; an empty speaker is the system's.
 * @returns what begins a sound; that gives what stops it, or keeps it from beginning.
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
