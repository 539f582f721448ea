import { catalogue } from './catalogue.ts';
import type { ConsentText } from './schema.ts';

/** The wording in force. It speaks of every error datum; CONTRIBUTING says when its version grows. */
export const consentText: ConsentText = { version: 1, fields: Object.keys(catalogue.error) };
