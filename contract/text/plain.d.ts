/** One text each; versions are written as Node writes them, sizes are in bytes, speeds in bytes per second. */
export interface PlainText {
  readonly oldNode: (lowest: number, version: string) => string;
  readonly installing: () => string;
  readonly notInstalled: () => string;
  readonly noNode: () => string;
  readonly electronMissing: () => string;
  readonly fetchingElectron: (
    received: number,
    total: number | undefined,
    perSecond: number,
  ) => string;
  /** A problem for `electronFailed`. */
  readonly hostNotFound: (host: string) => string;
  /** Each of the next three is followed by `electronLater`. */
  readonly electronInterrupted: () => string;
  readonly electronStalled: (seconds: number) => string;
  readonly electronFailed: (problem: string) => string;
  readonly electronLater: () => string;
  readonly poolNode: (version: string) => string;
}

export type PlainTexts = Readonly<Record<'en' | 'fr', PlainText>>;

export const plainTexts: PlainTexts;

/** The texts for a terminal, in the language that its variables name, or in English. */
export function plainText(environment: Readonly<Record<string, string | undefined>>): PlainText;
