// eslint-disable-next-line @typescript-eslint/triple-slash-reference -- what is declared of a package can't be imported
/// <reference path="./jssipParser.d.ts" />
import fc from 'fast-check';
import { parseMessage } from 'jssip/lib/Parser.js';
import { describe, expect, it } from 'vitest';
import { toReadable } from './readable.ts';

const response = (...headers: readonly string[]): string =>
  [
    'SIP/2.0 200 OK',
    'Via: SIP/2.0/WSS a.invalid;branch=z9hG4bK1',
    'From: <sip:a@b>;tag=1',
    'To: <sip:a@b>;tag=2',
    'Call-ID: 1',
    'CSeq: 1 REGISTER',
    ...headers,
    '',
    'body',
  ].join('\r\n');

/** Other schemes stay as they are: these tests are about what JsSIP can't read. */
const aliases = { conceal: (message: string) => message };
const read = (...headers: readonly string[]) =>
  parseMessage(toReadable(response(...headers), aliases) ?? '', {});
const contacts = (...headers: readonly string[]) =>
  read(...headers)?.headers?.['Contact']?.map(({ raw }) => raw);

const good = '<sip:c0ffee@x.invalid;transport=ws>;expires=60';
const odd = [
  '<sip:PBX#1000#905@pbx.invalid>',
  '<mailto:desk@contoso.com>',
  '<sip:bob@x.invalid;a="b,c">',
  '"Bob, at <desk>" <sip:b b@x>;expires=3',
  '<tel:+1-201-555-0123>',
  'sip:',
  '',
  'é',
];

describe('what JsSIP can’t read of a message', () => {
  it.each(odd)('costs no more than itself: Contact %j', (item) => {
    for (const list of [`${item}, ${good}`, `${good},${item}`, `${item},\r\n ${good}, ${item}`])
      for (const name of ['Contact', 'm', 'CONTACT '])
        expect(contacts(`${name}: ${list}`)).toEqual([good]);
    expect(contacts(`Contact: ${item}`, `Contact: ${good}`)).toEqual([good]);
    expect(read(`Contact: ${item}`)?.status_code).toBe(200);
  });

  it.each([
    '<sip:desk@x.invalid',
    '"Bob <sip:bob@x.invalid>',
    '"Bob\\" <sip:bob@x.invalid>',
    '<',
    '"',
    '"Bob, at home" <sip:bob@x.invalid',
    '<<sip:bob@x.invalid',
  ])('costs no more than itself if it never closes what it opens: Contact %j', (item) => {
    const other = '<sip:desk@y.invalid>';
    expect(contacts(`Contact: ${item}, ${good}`)).toEqual([good]);
    expect(contacts(`Contact: ${other}, ${item}, ${good}, <mailto:a@b>`)).toEqual([other, good]);
  });

  it('makes no item of what a name or an address says', () => {
    for (const item of ['"Bob, <sip:x@y>, Jr" <mailto:a@b>', '<mailto:a@b?cc=x,sip:x@y>'])
      expect(contacts(`Contact: ${item}, ${good}`)).toEqual([good]);
  });

  it.each(['<sip:a%ff@b;lr>', '<sip:c;lr>, <sip:a%ff@b;lr>'])(
    'throws nothing, though JsSIP’s grammar does: Record-Route %s',
    (routes) => {
      expect(read(`Record-Route: ${routes}`, `Contact: ${good}`)?.status_code).toBe(200);
      expect(read(`Refer-To: ${routes}`)?.status_code).toBe(200);
    },
  );

  it.each([
    ['CSeq', response().replace('CSeq: 1 REGISTER', 'CSeq: x')],
    ['request URI', response().replace('SIP/2.0 200 OK', 'OPTIONS sip:a%ff@b SIP/2.0')],
  ])('costs the message, and throws nothing, if it is the %s', (_what, message) => {
    expect(toReadable(message, aliases)).toBeUndefined();
  });

  it.each([
    'Record-Route: <sip:a#b@c>',
    'Content-Length: many',
    'Max-Forwards: x',
    'Event:',
    'Session-Expires: soon',
    'x: soon',
    'Refer-To: <<>',
    'Replaces: ;',
    'no header at all',
    'WWW-Authenticate: ,',
    'Proxy-Authenticate: Digest',
    'P-Asserted-Identity: <<',
    'Warning: "',
    'Via: SIP/2.0/WSS 1 2 3',
    'Allow: ,',
    'Supported: (',
    'Reason: ;;',
    'Content-Type: what',
  ])('is left out, and the message counts: %s', (header) => {
    expect(read(header, `Contact: ${good}`)).toMatchObject({ status_code: 200, body: 'body' });
  });

  it('leaves routes in their order', () => {
    const routes = 'Record-Route: <sip:a;lr>, <sip:b#c@d;lr>, <sip:e;lr>';
    expect(read(routes)?.headers?.['Record-Route']?.map(({ raw }) => raw)).toEqual([
      '<sip:a;lr>',
      '<sip:e;lr>',
    ]);
  });

  it('makes no text of a body whose type is none', () => {
    expect(read('c: ???')?.headers?.['Content-Type']?.[0]?.raw).toBe('application/octet-stream');
  });

  it('is nothing if it is no SIP at all', () => {
    expect(toReadable('hello', aliases)).toBeUndefined();
  });

  it('is no ping, nor what answers one (RFC 5626, section 3.5.1)', () => {
    for (const ping of ['\r\n', '\r\n\r\n']) expect(toReadable(ping, aliases)).toBe(ping);
  });
});

it('what can be read stays letter by letter, but that each value has a line of its own', () => {
  const whole = (contacts: string) => response(contacts, 'X-Odd : ü', 'Content-Length: 4');
  const other = '"a, <b" <sip:b@c>';
  const readable = toReadable(whole(`Contact: ${good},\r\n\t${other}`), aliases);
  expect(readable?.replaceAll(/^[a-z-]+:/gim, (name) => name.toLowerCase())).toBe(
    whole(`contact: ${good}\r\ncontact: ${other}`).replaceAll(/^[a-z-]+:/gim, (name) =>
      name.toLowerCase(),
    ),
  );
});

it.each([
  ['Expires', '4294967295', '86400'],
  ['Expires', '180', '180'],
  ['Expires', 'soon', undefined],
  ['Session-Expires', '4294967295;refresher=uac', '86400;refresher=uac'],
  ['x', '5000000 ; refresher=uas', '86400; refresher=uas'],
  ['Session-Expires', '1800;refresher=uas', '1800;refresher=uas'],
  ['Session-Expires', '-1', undefined],
])('a lifetime is one that timers hold: %s: %s', (name, written, usable) => {
  const full = name === 'x' ? 'Session-Expires' : name;
  const invite = response(`${name}: ${written}`).replace(
    'SIP/2.0 200 OK',
    'INVITE sip:a@b SIP/2.0',
  );
  const request = parseMessage(toReadable(invite, aliases) ?? '', {});
  expect(request?.headers?.[full]?.[0]?.raw).toBe(usable);
});

it('whatever stands beside it in a list, a good Contact is read', () => {
  const letters = Array.from(' <>@:;%#"\\sipa.é=');
  const item = fc
    .string({ unit: fc.constantFrom(...letters), maxLength: 20 })
    // An open quote or bracket swallows what follows it; then it is undefined which items there are.
    .filter((text) => !/["<>\\]/.test(text));
  fc.assert(
    fc.property(
      fc.array(item, { maxLength: 3 }),
      fc.array(item, { maxLength: 3 }),
      (before, after) => {
        expect(contacts(`Contact: ${[...before, good, ...after].join(',')}`)).toContain(good);
      },
    ),
    { numRuns: 300 },
  );
});
