import { z } from 'zod';
import { versionPattern } from '../envelope.ts';

export const LONGEST_NOTE = 2000;
export const errorStates = ['open', 'resolved', 'ignored'] as const;
const note = z.string().max(LONGEST_NOTE).default('');

/** The body of `PUT /v1/insights/errors/:group/state`: what an engineer decides about an error group. */
export const stateChangeSchema = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('open'), note }),
  /** Resolved in this version: if a later one reports the error, the group reopens. */
  z.strictObject({
    state: z.literal('resolved'),
    version: z.string().regex(versionPattern, 'a version, such as 1.0.0'),
    note,
  }),
  z.strictObject({ state: z.literal('ignored'), note }),
]);
export type StateChange = z.infer<typeof stateChangeSchema>;

/** The answer to it, and to `GET`. A group that nobody has decided on is open. */
export const errorStateSchema = z.strictObject({
  state: z.enum(errorStates),
  /** The version in which the group is resolved, or was until it reopened. */
  version: z.string().nullable(),
  note: z.string(),
  /** Who set it, by name, and when (ISO 8601); for a group that reopened, who had resolved it. */
  by: z.string().nullable(),
  at: z.iso.datetime().nullable(),
  /** The later version that reported it again; null unless that reopened the group. */
  metAgainIn: z.string().nullable(),
});
export type ErrorState = z.infer<typeof errorStateSchema>;
