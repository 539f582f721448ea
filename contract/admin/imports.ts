import { z } from 'zod';
import { secretWays } from './accounts.ts';

const count = z.int().min(0);
const line = z.int().min(1);

/** Lines of accounts in one file. */
export const mostImported = 20_000;
/** Bytes of one file. */
export const largestImport = 4 * 1024 * 1024;
/** The columns, by the names of the first line; `name` may be missing. */
export const importColumns = ['address', 'name'] as const;

/** What is wrong with a line. */
export const lineProblems = [
  'badAddress',
  'badName',
  'noOrganisation',
  'thereAlready',
  'twice',
  'columns',
] as const;

/** `POST import/preview`: the file's text, separated by commas or semicolons. */
export const importPreviewAsked = z.strictObject({ csv: z.string().max(largestImport) });
const importLine = z.strictObject({
  /** In the file, from 1; the first names the columns. */
  line,
  address: z.string(),
  displayName: z.string(),
  /** Null where it would be added. */
  problem: z.enum(lineProblems).nullable(),
  /** The earlier line with the same address, where it is there twice. */
  first: line.nullable(),
});
export type ImportLine = z.infer<typeof importLine>;
export const importPreview = z.strictObject({
  good: count,
  bad: count,
  lines: z.array(importLine),
});
export type ImportPreview = z.infer<typeof importPreview>;

/** `POST import`: adds every line but those left out, which are just the bad ones; or adds nothing. */
export const importAsked = z.strictObject({
  csv: z.string().max(largestImport),
  leaveOut: z.array(line).max(mostImported),
  by: z.enum(secretWays),
});
/** The answer, which is told once. */
export const importAnswer = z.strictObject({
  seen: count,
  added: count,
  /** A file to hand out: `address`, `name`, and `password` or `link`. */
  csv: z.string(),
});
export type ImportAnswer = z.infer<typeof importAnswer>;
