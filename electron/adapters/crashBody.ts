import { randomUUID } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';

const PIECE = 256 * 1024;

/** The file's bytes, piece by piece. */
async function* piecesOf(file: FileHandle): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  for (;;) {
    const piece = new Uint8Array(PIECE);
    const { bytesRead } = await file.read(piece, 0, PIECE);
    if (bytesRead === 0) return;
    yield piece.subarray(0, bytesRead);
  }
}

/**
 * The body of `POST /v1/crashes`, as multipart/form-data (RFC 7578), the dump read as it travels. The file is
 * open from the beginning, so that whoever deletes it meanwhile neither fails nor spoils what is under way.
 * Rejects where the dump can't be opened.
 * @param header a JSON text in UTF-8, as is `line`. @param dump the dump's path.
 */
export async function crashBody(
  header: Uint8Array,
  line: Uint8Array,
  dump: string,
): Promise<RequestInit> {
  const file = await open(dump);
  const boundary = randomUUID();
  const utf8 = new TextEncoder();
  const begin = (part: string, type: string) =>
    utf8.encode(
      `--${boundary}\r\ncontent-disposition: form-data; ${part}\r\ncontent-type: ${type}\r\n\r\n`,
    );
  const end = utf8.encode('\r\n');
  async function* pieces() {
    for (const [name, json] of [['header', header] as const, ['record', line] as const]) {
      yield begin(`name="${name}"; filename="${name}.json"`, 'application/json');
      yield new Uint8Array(json);
      yield end;
    }
    yield begin('name="dump"; filename="dump.dmp"', 'application/octet-stream');
    yield* piecesOf(file);
    yield utf8.encode(`\r\n--${boundary}--\r\n`);
  }
  const all = pieces();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value, done } = await all.next();
      if (!done) {
        controller.enqueue(value);
        return;
      }
      await file.close();
      controller.close();
    },
    cancel: () => file.close(),
  });
  const headers = { 'content-type': `multipart/form-data; boundary=${boundary}` };
  return { headers, body, duplex: 'half' };
}
