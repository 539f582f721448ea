/** A Chromium that is at hand. */
export type Browser = {
  readonly executable: string;
  /** A headless shell can show no window, even where there is a display. */
  readonly headlessOnly: boolean;
  readonly env: Readonly<Record<string, string>>;
};
