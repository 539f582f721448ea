import { catalogue } from './catalogue.ts';

/** What a person agrees to who turns error reports on: a wording, and every datum that it speaks of. */
export interface ConsentText {
  /** Grows by one with each release whose list of fields is another. */
  readonly version: number;
  /** The names of the error data that it covers. */
  readonly fields: readonly string[];
}

/** The wording in force. It speaks of every error datum; CONTRIBUTING says when its version grows. */
export const consentText: ConsentText = { version: 1, fields: Object.keys(catalogue.error) };
