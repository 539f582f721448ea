import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { sayOrigin } from './sayOrigin.ts';
import { createSchemes } from './schemes.ts';

const schemes = createSchemes();
schemes.register(['app']);

/** The output for this input, written in pieces of so many bytes. */
function passed(said: string, size: number): Promise<string> {
  const saying = sayOrigin(schemes.toElectron);
  for (let at = 0; at < said.length; at += size) saying.write(said.slice(at, at + size), 'latin1');
  saying.end();
  return text(saying);
}

const asking = (origin: string) =>
  `GET / HTTP/1.1\r\nHost: x\r\nOrigin: ${origin}\r\nUpgrade: websocket\r\n\r\nOrigin: https://candor.app.invalid`;

test.each([1, 7, 1000])(
  'a WebSocket’s request names the origin as Electron does, in pieces of %i bytes',
  async (size) => {
    expect(await passed(asking('https://candor.app.invalid'), size)).toBe(asking('app://candor'));
    expect(await passed(asking('https://contoso.com'), size)).toBe(asking('https://contoso.com'));
  },
);

test.each([1, 1000])('all else passes as it is, in pieces of %i bytes', async (size) => {
  for (const said of [
    '\x16\x03\x01 Origin: https://candor.app.invalid\r\n\r\n',
    'GE',
    'GET / half',
  ])
    expect(await passed(said, size)).toBe(said);
});
