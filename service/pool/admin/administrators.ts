import { hash, randomBytes } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import type { LinkPurpose } from '../../../contract/admin/paths.ts';
import type { AdminRole } from '../../../contract/admin/roles.ts';
import type { Administrator } from '../../../contract/admin/session.ts';
import { transaction } from '../../../contract/sqlite.ts';
import { makeEmptyFile } from '../../shared/ownerFile.ts';
import { makeTotpSecret } from './totp.ts';

/** Its name in the pool's data folder. */
export const ADMINISTRATORS_FILE = 'administrators.db';

const HOUR = 3_600_000;
/** Milliseconds for which a one-time link is valid. */
const LINK_LIFE = 72 * HOUR;

/** An administrator as kept: no password, but what it is known again by. */
export interface KeptAdministrator {
  readonly name: string;
  readonly role: AdminRole;
  /** Null until they have enrolled. */
  readonly password: string | null;
  readonly totpSecret: string | null;
  /** The time step of the last code that was taken, since each is taken once. */
  readonly lastStep: number;
  /** Changes with password, authenticator and role: a session from before ends. */
  readonly generation: number;
}

/** A one-time link, as it is kept: without its secret. */
export interface KeptLink {
  readonly purpose: LinkPurpose;
  /** The administrator's name, or the account. */
  readonly subject: string;
  /** For an authenticator, where it enrols. */
  readonly totpSecret: string | null;
  /** What must still be so of its subject, as a password that nobody changed since. */
  readonly bound: string;
  /** ISO 8601. */
  readonly until: string;
}

const schema = `
  CREATE TABLE IF NOT EXISTS administrators (
    name TEXT PRIMARY KEY,
    role TEXT NOT NULL,
    password TEXT,
    totp_secret TEXT,
    last_step INTEGER NOT NULL DEFAULT 0,
    generation INTEGER NOT NULL DEFAULT 1,
    last_sign_in TEXT
  ) STRICT;
  CREATE TABLE IF NOT EXISTS links (
    hash TEXT PRIMARY KEY,
    purpose TEXT NOT NULL,
    subject TEXT NOT NULL,
    totp_secret TEXT,
    bound TEXT NOT NULL,
    until TEXT NOT NULL,
    UNIQUE (purpose, subject)
  ) STRICT;
`;

const administrator = `SELECT name, role, password, totp_secret AS totpSecret, last_step AS lastStep,
  generation FROM administrators`;

const sql = {
  find: `${administrator} WHERE name = ?`,
  list: `SELECT name, role, password IS NOT NULL AS enrolled, last_sign_in AS lastSignIn
    FROM administrators ORDER BY name`,
  add: 'INSERT INTO administrators (name, role, generation) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  remove: 'DELETE FROM administrators WHERE name = ?',
  setRole: 'UPDATE administrators SET role = ?, generation = generation + 1 WHERE name = ?',
  reset: `UPDATE administrators SET password = NULL, totp_secret = NULL, last_step = 0,
    generation = generation + 1 WHERE name = ?`,
  enrol: `UPDATE administrators SET password = ?, totp_secret = ?, last_step = ?, last_sign_in = ?,
    generation = generation + 1 WHERE name = ?`,
  take: `UPDATE administrators SET last_step = ?, last_sign_in = ?
    WHERE name = ? AND generation = ? AND last_step < ?`,
  owners: "SELECT count(*) AS owners FROM administrators WHERE role = 'owner'",
  addLink: `INSERT INTO links (hash, purpose, subject, totp_secret, bound, until) VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT (purpose, subject) DO UPDATE SET hash = excluded.hash,
      totp_secret = excluded.totp_secret, bound = excluded.bound, until = excluded.until`,
  findLink: `SELECT purpose, subject, totp_secret AS totpSecret, bound, until FROM links
    WHERE hash = ? AND purpose = ? AND until > ?`,
  useLink: 'DELETE FROM links WHERE hash = ?',
  dropLinks: 'DELETE FROM links WHERE purpose = ? AND subject = ?',
  dropAllLinks: 'DELETE FROM links',
  dropOldLinks: 'DELETE FROM links WHERE until <= ?',
} as const;

const hashOf = (secret: string): string => hash('sha256', secret, 'hex');

function open(path: string): DatabaseSync {
  makeEmptyFile(path);
  const db = new DatabaseSync(path, { timeout: 2000 });
  // What was deleted is gone from the file, as a used link's hash and an old password's.
  db.exec('PRAGMA journal_mode = DELETE; PRAGMA synchronous = EXTRA; PRAGMA secure_delete = ON');
  db.exec(schema);
  return db;
}

export type Administrators = ReturnType<typeof openAdministrators>;

/**
 * The administrators of a pool and the one-time links that were given out, in a file that the pool and `candor-pool`
 * may both use at once. Throws SQLite's errors where the file can't be used.
 */
export function openAdministrators(path: string, now: () => number) {
  const db = open(path);
  const prepare = (text: string) => db.prepare(text);
  const [find, list, add] = [prepare(sql.find), prepare(sql.list), prepare(sql.add)];
  const [owners, insertLink] = [prepare(sql.owners), prepare(sql.addLink)];
  const iso = (at = now()): string => new Date(at).toISOString();
  const run = (text: string, ...values: (string | number | null)[]): boolean =>
    Number(prepare(text).run(...values).changes) === 1;

  const kept = (name: string) => find.get(name) as KeptAdministrator | undefined;
  /** @returns the secret, which is nowhere kept. */
  const addLink = (purpose: KeptLink['purpose'], subject: string, bound = '') => {
    const secret = randomBytes(32).toString('base64url');
    const until = iso(now() + LINK_LIFE);
    const totpSecret = purpose === 'enrol' ? makeTotpSecret() : null;
    insertLink.run(hashOf(secret), purpose, subject, totpSecret, bound, until);
    return { secret, until };
  };
  return {
    find: kept,
    list: (): Administrator[] =>
      list.all().map((row) => ({
        name: String(row['name']),
        role: row['role'] as AdminRole,
        enrolled: row['enrolled'] === 1,
        lastSignIn: row['lastSignIn'] as string | null,
      })),
    /** @returns whether there was none of that name. */
    add: (name: string, role: AdminRole): boolean =>
      // A generation that nobody of this name had: no session of theirs lives again.
      Number(add.run(name, role, now()).changes) === 1,
    /** With the link that waits for them; only within {@link together}. */
    remove(name: string): void {
      run(sql.dropLinks, 'enrol', name);
      run(sql.remove, name);
    },
    setRole: (name: string, role: AdminRole): boolean => run(sql.setRole, role, name),
    /** Password and authenticator are void from now on. */
    reset: (name: string): boolean => run(sql.reset, name),
    owners: (): number => Number(owners.get()?.['owners']),
    addLink,
    /** @returns undefined where it was used, replaced, or has run out. */
    findLink: (secret: string, purpose: KeptLink['purpose']): KeptLink | undefined =>
      prepare(sql.findLink).get(hashOf(secret), purpose, iso()) as KeptLink | undefined,
    /** No link that was given out is good any more. */
    forgetLinks: () => {
      prepare(sql.dropAllLinks).run();
    },
    /** @returns whether it could be used up. */
    useLink(secret: string): boolean {
      prepare(sql.dropOldLinks).run(iso());
      return run(sql.useLink, hashOf(secret));
    },
    /**
     * Uses the link up, and keeps what its holder chose; only within {@link together}.
     * @returns whether the link was still there.
     */
    enrol: (
      secret: string,
      chosen: { readonly name: string; readonly password: string; readonly totpSecret: string },
      step: number,
    ): boolean =>
      run(sql.useLink, hashOf(secret)) &&
      run(sql.enrol, chosen.password, chosen.totpSecret, step, iso(), chosen.name),
    /** Takes the code of a time step; @returns whether it, and none after it, was taken before. */
    take: ({ name, generation }: KeptAdministrator, step: number): boolean =>
      run(sql.take, step, iso(), name, generation, step),
    /** Runs steps together, or not at all. */
    together: <T>(steps: () => T): T => transaction(db, steps),
    close: () => {
      db.close();
    },
  };
}
