import { hash } from 'node:crypto';
import { z } from 'zod';
import { versionPattern } from '../../../contract/envelope.ts';

/**
 * A back-up is one SQLite database that holds files in slices; these numbers in its header identify it
 * (https://sqlite.org/fileformat2.html).
 */
export const APPLICATION_ID = 0x43_6e_64_42;
/** To be raised whenever anything below changes. */
export const FORMAT = 1;

/** Bytes of a file that are in memory at once. */
export const SLICE_BYTES = 1024 * 1024;

export const backupSchema = `
  CREATE TABLE about (text TEXT NOT NULL) STRICT;
  CREATE TABLE files (path TEXT PRIMARY KEY, bytes INTEGER NOT NULL, sha256 TEXT NOT NULL) STRICT;
  CREATE TABLE slices (path TEXT NOT NULL, number INTEGER NOT NULL, data BLOB NOT NULL, PRIMARY KEY (path, number)) STRICT;
`;

/** The servers that have a data folder. */
export const servers = ['service', 'pool'] as const;
export type ServerName = (typeof servers)[number];

/** A file's path in the data folder; it can't lead out of it, on any system. */
const path = z
  .string()
  .max(1000)
  .refine((text) =>
    text
      .split('/')
      .every((part) => part !== '' && part !== '.' && part !== '..' && !/[\\:\0]/.test(part)),
  );

export const fileSchema = z.strictObject({
  path,
  bytes: z.int().nonnegative(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type KeptFile = z.infer<typeof fileSchema>;

export const aboutSchema = z.object({
  of: z.enum(servers),
  /** When it was begun, as ISO 8601: what happened before is in it. */
  madeAt: z.iso.datetime(),
  /** The version of Candor that made it. */
  version: z.string().regex(versionPattern),
  /** The digest of the list of files, so that a missing one is noticed. */
  list: z.string(),
});
export type About = z.infer<typeof aboutSchema>;

/** @param files sorted by path. */
export const digestOfList = (files: readonly KeptFile[]): string =>
  hash('sha256', files.map(({ path, bytes, sha256 }) => `${path}\n${bytes}\n${sha256}\n`).join(''));
