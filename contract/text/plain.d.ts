/** One text each; what it is filled in with are versions, as Node writes them. */
export interface PlainText {
  readonly oldNode: (lowest: number, version: string) => string;
  readonly installing: () => string;
  readonly notInstalled: () => string;
  readonly noNode: () => string;
  readonly poolNode: (version: string) => string;
}

export type PlainTexts = Readonly<Record<'en' | 'fr', PlainText>>;

export const plainTexts: PlainTexts;

/** The texts for who reads a terminal, in the language that its variables name, or in English. */
export function plainText(environment: Readonly<Record<string, string | undefined>>): PlainText;
