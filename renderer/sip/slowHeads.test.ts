// eslint-disable-next-line @typescript-eslint/triple-slash-reference -- what is declared of a package can't be imported
/// <reference path="./jssipParser.d.ts" />
import fc from 'fast-check';
import { Grammar } from 'jssip';
import { parseMessage } from 'jssip/lib/Parser.js';
import { expect, test, vi } from 'vitest';
import { toReadable } from './readable.ts';
import { boundHead, headBounds } from './receivedHead.ts';
import { createUriAliases } from './uriAliases.ts';

const aliases = createUriAliases();

const message = (more: readonly string[], end = '\r\n\r\n') =>
  [
    'MESSAGE sip:x@y.invalid;transport=ws SIP/2.0',
    'Via: SIP/2.0/WS pool.invalid;branch=z9hG4bK1',
    'From: <sip:a@b.c>;tag=x',
    'To: <sip:d@e.f>',
    'Call-ID: c',
    'CSeq: 1 MESSAGE',
    ...more,
    `Content-Length: 0${end}`,
  ].join('\r\n');

function read(text: string) {
  const readable = toReadable(text, aliases);
  return readable === undefined ? undefined : parseMessage(readable, {});
}

/** Milliseconds of CPU time, the least of several tries: other work only makes it slower. */
function costOf(text: string): number {
  const costs = Array.from({ length: 3 }, () => {
    const { user, system } = process.threadCpuUsage();
    read(text);
    const after = process.threadCpuUsage();
    return (after.user + after.system - user - system) / 1000;
  });
  return Math.min(...costs);
}

const names = [
  'Contact',
  'm',
  'Record-Route',
  'Via',
  'From',
  'To',
  'CSeq',
  'Content-Type',
  'WWW-Authenticate',
  'Replaces',
  'Refer-To',
  'Session-Expires',
  'X',
  // Properties that every object has are not known headers.
  'constructor',
  '__proto__',
];
const units = ['a,', ',', '<tel:1>,', '<sip:%ff@b>,', 'sip:a@b,', 'a', '"', '(', ';a', 'a="b",'];
/** It should take at most twenty milliseconds; a busy machine of another kind takes a few times as long. */
const MOST_MS = 80;
const LONG = 30_000;

test.each(names)('a message costs little, whatever is in %s', (name) => {
  for (const unit of units)
    for (const lines of [1, 12]) {
      const line = `${name}: ${unit.repeat(LONG / lines / unit.length)}`;
      const more = Array<string>(lines).fill(line);
      for (const text of [message(more), message(more, '\r\n'), `${line}\r\n\r\n`])
        expect([name, unit, lines, costOf(text) < MOST_MS]).toEqual([name, unit, lines, true]);
    }
});

test('whatever comes, JsSIP’s grammar is given no list, and few letters', () => {
  const value = fc
    .tuple(
      fc.constantFrom(...units, '"a, b" <sip:c@d>,', '\r\n '),
      fc.integer({ max: 3000, min: 0 }),
    )
    .map(([unit, count]) => unit.repeat(count).slice(0, 9000));
  const header = fc.tuple(fc.constantFrom(...names), fc.array(value, { maxLength: 3 }));
  const parse = vi.spyOn(Grammar, 'parse');
  try {
    fc.assert(
      fc.property(fc.array(header, { maxLength: 30 }), (headers) => {
        parse.mockClear();
        read(message(headers.map(([name, values]) => `${name}: ${values.join('')}`)));
        const given = parse.mock.calls.filter(([, rule]) => rule !== 'Request_Response');
        const letters = given.reduce((sum, [text]) => sum + text.length, 0);
        // Each is read once by us, and once by JsSIP; an alias is longer than its URI.
        expect(letters).toBeLessThan(6 * headBounds.values);
      }),
      { numRuns: 60 },
    );
  } finally {
    parse.mockRestore();
  }
});

test('what is within the bounds keeps all its values, in order; a way over more hops is none', () => {
  const counts = fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 3 });
  fc.assert(
    fc.property(fc.constantFrom('Contact', 'Record-Route', 'Via'), counts, (name, lines) => {
      let next = 0;
      const values = lines.map((count) =>
        Array.from({ length: count }, () => `<sip:n${String((next += 1))}@x.invalid>`),
      );
      const all = values.flat();
      const text = ['SIP/2.0 200 OK', ...values.map((line) => `${name}: ${line.join(' , ')}`)];
      const bounded = boundHead(`${text.join('\r\n')}\r\n\r\n`);
      const kept = bounded?.trim().split('\r\n').slice(1);
      const most = headBounds.valuesOfList;
      if (all.length > most && name !== 'Contact') expect(bounded).toBeUndefined();
      else
        expect(kept).toEqual(all.slice(0, most).map((value) => `${name.toLowerCase()}: ${value}`));
    }),
  );
});
