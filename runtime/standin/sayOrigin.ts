import { Transform } from 'node:stream';

/** The most bytes of a request's head; a longer one passes unchanged. */
const LONGEST_HEAD_BYTES = 64 * 1024;
const END = '\r\n\r\n';

/**
 * Passes on Chromium's traffic, but makes the request at its beginning name the origin as the application knows it, as
 * Electron does. Encrypted traffic passes unchanged.
 */
export function sayOrigin(toElectron: (url: string) => string): Transform {
  let head = '';
  let isOver = false;
  const release = (): Buffer => {
    isOver = true;
    return Buffer.from(head, 'latin1');
  };
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      if (isOver) {
        done(null, chunk);
        return;
      }
      head += chunk.toString('latin1');
      if (!'GET '.startsWith(head.slice(0, 4)) || head.length > LONGEST_HEAD_BYTES) {
        done(null, release());
        return;
      }
      const end = head.indexOf(END);
      if (end < 0) {
        done();
        return;
      }
      const lines = head.slice(0, end).split('\r\n');
      const told = lines.map((line) => {
        const [name = '', value = ''] = line.split(': ', 2);
        return name.toLowerCase() === 'origin'
          ? `${name}: ${toElectron(`${value}/`).slice(0, -1)}`
          : line;
      });
      head = told.join('\r\n') + head.slice(end);
      done(null, release());
    },
    flush(done) {
      done(null, isOver ? undefined : release());
    },
  });
}
