/** The messages shown meanwhile; sizes are in bytes, speeds in bytes a second. */
export interface FetchTexts {
  readonly electronMissing: () => string;
  readonly fetchingElectron: (
    received: number,
    total: number | undefined,
    perSecond: number,
  ) => string;
  readonly electronInterrupted: () => string;
  readonly electronStalled: (seconds: number) => string;
  readonly electronFailed: (problem: string) => string;
  readonly hostNotFound: (host: string) => string;
  readonly electronLater: () => string;
}

/**
 * Runs the installer of the electron package, and shows its progress. Gives up if nothing arrives any more, and if the
 * person presses Ctrl+C, which then ends nothing else.
 * @param installer the path of the package's install.js
 * @returns whether the binary is there now
 */
export function fetchElectron(
  installer: string,
  how: {
    env: NodeJS.ProcessEnv;
    text: FetchTexts;
    /** Where progress is shown; stderr by default. */
    out?: NodeJS.WritableStream & { isTTY?: boolean };
    /** How long it may go without receiving anything, in milliseconds. */
    stallMs?: number;
  },
): Promise<boolean>;
