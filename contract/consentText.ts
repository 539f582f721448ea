import { catalogue } from './catalogue.ts';
import type { ConsentText } from './schema.ts';

/** The current wording. It covers every error datum; CONTRIBUTING says when its version is raised. */
export const consentText: ConsentText = { version: 1, fields: Object.keys(catalogue.error) };
