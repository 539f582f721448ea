import { z } from 'zod';
import { policyKeys } from '../policyCatalogue.ts';
import { changeEntry, notUndoable } from './changeLog.ts';

/** Why a request is refused, where a page can say more than the status does. */
export const adminProblem = z.discriminatedUnion('kind', [
  /** 401: name, password or code is wrong, or the account is not there; which one is not told. */
  z.strictObject({ kind: z.literal('wrong') }),
  /** 401: the code was used before; the next one will do. */
  z.strictObject({ kind: z.literal('replayed') }),
  /** 401: the code is right for another time: the authenticator's clock is ahead, or behind where it is below 0. */
  z.strictObject({ kind: z.literal('clock'), minutes: z.int() }),
  /** 429: after too many wrong ones. */
  z.strictObject({ kind: z.literal('wait'), seconds: z.int().min(1) }),
  /** 401: there is no session, or it has ended. */
  z.strictObject({ kind: z.literal('signedOut') }),
  /** 403: the role does not hold this. */
  z.strictObject({ kind: z.literal('role') }),
  /** 404: the link was used, replaced, or has run out. */
  z.strictObject({ kind: z.literal('link') }),
  /** 404. */
  z.strictObject({ kind: z.literal('unknown') }),
  /** 409. */
  z.strictObject({ kind: z.literal('thereAlready') }),
  /** 409: others changed the same meanwhile. */
  z.strictObject({ kind: z.literal('conflict'), changes: z.array(changeEntry) }),
  /** 409: `pool.json` can't be read now, and waits for whoever edits it. */
  z.strictObject({ kind: z.literal('fileUnusable') }),
  /** 400: `pool.json` can't hold it, as a name that can't be seen. */
  z.strictObject({ kind: z.literal('unfit') }),
  /** 409: the last owner stays one. */
  z.strictObject({ kind: z.literal('lastOwner') }),
  /** 409. */
  z.strictObject({ kind: z.literal('notUndoable'), why: z.enum(notUndoable) }),
  /** 400. */
  z.strictObject({ kind: z.literal('badAddress') }),
  z.strictObject({ kind: z.literal('noOrganisation') }),
  z.strictObject({
    kind: z.literal('badPolicy'),
    key: z.enum(policyKeys as [string, ...string[]]),
  }),
  /** 400: the file is no CSV, lacks a column `address`, or holds too many lines. */
  z.strictObject({ kind: z.literal('badCsv'), line: z.int().min(1).nullable() }),
  z.strictObject({ kind: z.literal('noColumn'), column: z.string() }),
  z.strictObject({ kind: z.literal('tooManyLines'), most: z.int() }),
  /** 409: the lines that are bad are others than those that were to be left out. */
  z.strictObject({ kind: z.literal('otherLines') }),
]);
export type AdminProblem = z.infer<typeof adminProblem>;

/** The body of a refusal; `problem` is there where a page can say more than by the status. */
export const adminRefusal = z.object({
  error: z.string(),
  message: z.string(),
  problem: adminProblem.optional(),
});
