import type { DatabaseSync } from 'node:sqlite';
import { hash } from 'node:crypto';
import { prepareAll } from '../store/prepareAll.ts';

/** A day's columns as they are stored. */
export type Packed<Name extends string> = Readonly<Record<Name, string | Uint8Array>>;

/** What is kept packed of each day in a table of its own, beside a digest which reveals later damage. */
export interface PackedDays<Name extends string> {
  /** @returns undefined where there is none, or it is not what was written. */
  readonly read: (day: string) => Packed<Name> | undefined;
  readonly write: (day: string, packed: Packed<Name>) => void;
  /** Looks once at some day whether it is still what was written. @returns which; undefined if all were looked at. */
  readonly verifyOne: () => string | undefined;
  readonly forget: (day: string) => void;
  /** Which days were other than they were written, and are gone, since the last time. */
  readonly damaged: () => string[];
}

/** Bytes in the machine's order. */
export const bytesOf = ({ buffer, byteOffset, byteLength }: Float64Array | Int32Array) =>
  new Uint8Array(buffer, byteOffset, byteLength);

export function createPackedDays<Name extends string>(
  db: DatabaseSync,
  table: string,
  columns: readonly Name[],
): PackedDays<Name> {
  const names = columns.join(', ');
  const prepared = prepareAll(db, {
    read: `SELECT ${names}, digest FROM ${table} WHERE day = ?`,
    write: `INSERT OR REPLACE INTO ${table} (${names}, digest, day)
      VALUES (${columns.map(() => '?').join(', ')}, ?, ?)`,
    forget: `DELETE FROM ${table} WHERE day = ?`,
    all: `SELECT day FROM ${table} ORDER BY day`,
  });
  /** Those that are what was written: while the service runs, nobody else writes to the database. */
  const verified = new Set<string>();
  let damaged: string[] = [];

  const digestOf = (packed: Packed<Name>): string =>
    hash('sha256', columns.map((name) => hash('sha256', packed[name])).join(''));

  function read(day: string): Packed<Name> | undefined {
    const row = prepared.read.get(day) as (Packed<Name> & { readonly digest: string }) | undefined;
    if (!row) return undefined;
    if (verified.has(day) || row.digest === digestOf(row)) {
      verified.add(day);
      return row;
    }
    damaged.push(day);
    prepared.forget.run(day);
    return undefined;
  }

  return {
    read,
    forget(day) {
      prepared.forget.run(day);
    },
    write(day, packed) {
      prepared.write.run(...columns.map((name) => packed[name]), digestOf(packed), day);
      verified.add(day);
    },
    verifyOne() {
      const all = prepared.all.all().map((row) => String(row['day']));
      const next = all.find((day) => !verified.has(day));
      if (next !== undefined) read(next);
      return next;
    },
    damaged() {
      const days = damaged;
      damaged = [];
      return days;
    },
  };
}
