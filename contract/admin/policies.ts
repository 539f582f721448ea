import { z } from 'zod';
import { policyKeys } from '../policyCatalogue.ts';
import { domainName, seen } from './accounts.ts';

/** As `pool.json` has it: a flag may also be 0 or 1. */
export const policyValue = z.union([z.boolean(), z.number(), z.string().max(2048)]);
export type PolicyValue = z.infer<typeof policyValue>;

/** `GET organisations/DOMAIN`. */
export const organisationAnswer = z.strictObject({
  seen,
  domain: domainName,
  displayName: z.string(),
  /** Those that are set; the catalogue tells of all that can be. */
  policy: z.partialRecord(z.enum(policyKeys as [string, ...string[]]), policyValue),
  /** What `pool.json` sets besides, which no client of this version understands. */
  unknown: z.array(z.string()),
});
export type OrganisationAnswer = z.infer<typeof organisationAnswer>;

/** `PUT organisations/DOMAIN/policies/KEY`; null unsets it. */
export const policyChange = z.strictObject({ seen, value: policyValue.nullable() });

/** `GET meetings`. */
export const meetingsAnswer = z.strictObject({ seen, MeetingUxEnableTelemetry: z.boolean() });
export type MeetingsAnswer = z.infer<typeof meetingsAnswer>;
/** `PUT meetings`. */
export const meetingsChange = z.strictObject({ seen, MeetingUxEnableTelemetry: z.boolean() });
