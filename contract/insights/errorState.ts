import { z } from 'zod';
import { versionPattern } from '../envelope.ts';

export const LONGEST_NOTE = 2000;
export const errorStates = ['open', 'resolved', 'ignored'] as const;
const note = z.string().max(LONGEST_NOTE).default('');

/** `PUT /v1/insights/errors/:group/state`: what an engineer makes of a group of errors. */
export const stateChangeSchema = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('open'), note }),
  /** Resolved in this version: a later one that meets it opens it again. */
  z.strictObject({
    state: z.literal('resolved'),
    version: z.string().regex(versionPattern, 'a version, such as 1.0.0'),
    note,
  }),
  z.strictObject({ state: z.literal('ignored'), note }),
]);
export type StateChange = z.infer<typeof stateChangeSchema>;

/** The answer to it, and to `GET`. A group of which nobody has said anything is open. */
export const errorStateSchema = z.strictObject({
  state: z.enum(errorStates),
  /** The version in which it is, or was until it came again, resolved. */
  version: z.string().nullable(),
  note: z.string(),
  /** Who set it, by name, and when (ISO 8601); of one that was opened by itself, who had resolved it. */
  by: z.string().nullable(),
  at: z.iso.datetime().nullable(),
  /** The later version that met it again; null unless that opened it. */
  metAgainIn: z.string().nullable(),
});
export type ErrorState = z.infer<typeof errorStateSchema>;
