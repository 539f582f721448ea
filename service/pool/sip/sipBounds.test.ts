import fc from 'fast-check';
import { expect, test } from 'vitest';
import { boundSip, sipBounds } from './sipBounds.ts';
import { readHead } from './sipHead.ts';
import { parseSip } from './sipParser.ts';

const message = (more: string) =>
  [
    'MESSAGE sip:alice@contoso.com SIP/2.0',
    'Via: SIP/2.0/WS c.invalid;branch=z9hG4bKx',
    'From: <sip:alice@contoso.com>;tag=f',
    'To: <sip:alice@contoso.com>',
    'Call-ID: c',
    `CSeq: 1 MESSAGE${more}`,
    'Content-Length: 0\r\n\r\n',
  ].join('\r\n');
const long = message(`\r\nX: ${'a'.repeat(90 * 1024)}`);
const many = message('\r\nx:'.repeat(13_000));

test.each([0, 1, 2, 4, 5, 1000])(
  'headers too long or too many are so after %i empty lines too (RFC 3261, section 7.5)',
  (count) => {
    for (const large of [long, many])
      expect(boundSip('\r\n'.repeat(count) + large)).toHaveProperty('large');
  },
);

test.each([
  ['one header', (length: number) => message(`\r\nX: ${'a'.repeat(length - 3)}`)],
  [
    'a header that goes on over lines',
    (length: number) => message(`\r\nX:\r\n ${'a'.repeat(length - 5)}`),
  ],
  ['the start line', (length: number) => message('').replace('alice', 'a'.repeat(length - 32))],
])(
  '%s alone may be so long and no longer, though all together would be within the bounds',
  (_, of) => {
    expect(boundSip(of(sipBounds.line))).toEqual({ small: of(sipBounds.line) });
    expect(boundSip(of(sipBounds.line + 1))).toHaveProperty('large');
  },
);

test('a message after a few empty lines is answered as one without', () => {
  expect(boundSip(`\r\n\r\n${message('')}`)).toEqual({ small: message('') });
  const bounded = boundSip(`\r\n${long}`);
  const start = 'large' in bounded ? bounded.large : undefined;
  expect(parseSip(start ?? '')).toMatchObject({ ok: true, value: { callId: 'c' } });
});

test('whatever line ends a frame has, what is within the bounds is so to the parser', () => {
  const piece = fc.oneof(
    fc.constantFrom('\r\n', '\n', '\r', ' ', '\t', '\0', '\u2028', '\v', '\f', 'a', 'x:', ':'),
    fc.constantFrom('\r\n \r\n', '\r\n\t', '\r\r\n', '\n\r\n', '\r\n\n', '\r\n\r', '\r\n '),
    fc.constantFrom(long, many, 'a'.repeat(40_000), '\r\nx:y'.repeat(300)),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const bounded = boundSip(pieces.join(''));
      if (!('small' in bounded)) return;
      const { firstLine, headers, body = '' } = readHead(bounded.small);
      const values = [...headers.values()].flat();
      expect(values.length).toBeLessThan(sipBounds.lines);
      for (const text of [firstLine, ...values])
        expect(text.length).toBeLessThanOrEqual(sipBounds.line);
      expect(bounded.small.length - body.length).toBeLessThanOrEqual(
        sipBounds.headers + sipBounds.line + 4,
      );
    }),
    { numRuns: 300 },
  );
});
