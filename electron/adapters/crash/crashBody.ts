import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';

/**
 * The body of `POST /v1/crashes`, as multipart/form-data (RFC 7578), in one piece: Electron would buffer a stream
 * before sending any of it, and would not end a request whose stream fails. Rejects if the dump can't be read.
 * @param header a JSON text in UTF-8, as is `line`.
 * @param dump the dump's path; at most 20 MiB are kept (see `core/crash/dumpBounds.ts`).
 * @param more further headers.
 */
export async function crashBody(
  header: Uint8Array,
  line: Uint8Array,
  dump: string,
  more: Readonly<Record<string, string>> = {},
): Promise<{ readonly headers: Record<string, string>; readonly body: Uint8Array<ArrayBuffer> }> {
  const boundary = randomUUID();
  const begin = (part: string, type: string) =>
    Buffer.from(
      `--${boundary}\r\ncontent-disposition: form-data; ${part}\r\ncontent-type: ${type}\r\n\r\n`,
    );
  const json = (name: string) =>
    begin(`name="${name}"; filename="${name}.json"`, 'application/json');
  const end = Buffer.from('\r\n');
  const body = Buffer.concat([
    json('header'),
    header,
    end,
    json('record'),
    line,
    end,
    begin('name="dump"; filename="dump.dmp"', 'application/octet-stream'),
    await readFile(dump),
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ]);
  const type = `multipart/form-data; boundary=${boundary}`;
  return { headers: { 'content-type': type, ...more }, body };
}
