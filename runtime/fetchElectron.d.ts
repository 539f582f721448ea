/** What is said meanwhile; sizes are in bytes, speeds in bytes a second. */
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
 * Runs the installer of the electron package, and tells how far it is. It is given up where nothing arrives any more,
 * and where the person presses Ctrl+C, which then ends nothing else.
 * @param installer the path of the package's install.js
 * @returns whether the binary is there now
 */
export function fetchElectron(
  installer: string,
  how: {
    env: NodeJS.ProcessEnv;
    text: FetchTexts;
    /** Where progress is told; stderr if nothing is said. */
    out?: NodeJS.WritableStream & { isTTY?: boolean };
    /** How long nothing may arrive, in milliseconds. */
    stallMs?: number;
  },
): Promise<boolean>;
