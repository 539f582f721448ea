/** A Chromium that can be used. */
export type Browser = {
  readonly executable: string;
  /** A headless shell can show no window, even if there is a display. */
  readonly headlessOnly: boolean;
  readonly env: Readonly<Record<string, string>>;
};
