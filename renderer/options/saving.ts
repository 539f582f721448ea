type Save = () => Promise<string | undefined>;

export interface Saving {
  /**
   * Runs a save, unless one is running, and tells what went wrong with it, if something did.
   * @returns whether it was begun.
   */
  readonly begin: (save: Save, onEnd: (problem: string | undefined) => void) => boolean;
  /** Tells nobody of the save that is running. */
  readonly forget: () => void;
}

/** One save at a time; its end is told only while someone waits for it. */
export function createSaving(): Saving {
  let running: Save | undefined;
  return {
    begin(save, onEnd) {
      if (running) return false;
      running = save;
      void save().then((problem) => {
        if (running !== save) return;
        running = undefined;
        onEnd(problem);
      });
      return true;
    },
    forget() {
      running = undefined;
    },
  };
}
