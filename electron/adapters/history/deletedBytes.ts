import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';

const CHUNK_BYTES = 1024 * 1024;
/** A message's id as it is written in the file, beside its text (RFC 9562, section 4). */
const idPattern = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;
const ID_BYTES = 36;

function* chunksOf(file: string): Generator<string> {
  const descriptor = openSync(file, 'r');
  try {
    const bytes = Buffer.alloc(CHUNK_BYTES);
    let tail = '';
    for (;;) {
      const length = readSync(descriptor, bytes);
      if (length === 0) return;
      const text = tail + bytes.toString('latin1', 0, length);
      yield text;
      // An id may begin in one chunk and end in the next.
      tail = text.slice(1 - ID_BYTES);
    }
  } finally {
    closeSync(descriptor);
  }
}

/**
 * Looks for the ids of deleted messages in the bytes of a database's file: if a row's bytes are left, so is its id.
 * No connection of this process may be open on the file, since its locks would be released with the descriptor
 * (https://sqlite.org/howtocorrupt.html, section 2.2).
 */
export function idsLeftIn(file: string, deleted: ReadonlySet<string>): ReadonlySet<string> {
  const left = new Set<string>();
  for (const chunk of chunksOf(file))
    for (const [id] of chunk.matchAll(idPattern)) if (deleted.has(id)) left.add(id);
  return left;
}

/**
 * Whether the database's write-ahead log, which the last connection empties and deletes as it closes, is not empty.
 */
export const hasWal = (file: string): boolean =>
  existsSync(`${file}-wal`) && statSync(`${file}-wal`).size > 0;
