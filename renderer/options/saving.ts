type Save = () => Promise<string | undefined>;

export interface Saving {
  /**
   * Runs a save, unless one is running, and reports what went wrong, if anything.
   * @returns whether it was started.
   */
  readonly begin: (save: Save, onEnd: (problem: string | undefined) => void) => boolean;
  /** Reports the running save's outcome to nobody. */
  readonly forget: () => void;
}

/** One save at a time; its outcome is reported only while someone waits for it. */
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
