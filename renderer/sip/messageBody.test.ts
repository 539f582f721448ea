import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readMessageBody } from './messageBody.ts';

const text = (value: string) => ({ kind: 'text', text: value });

/** A CPIM message (RFC 3862) whose content has these headers. */
const cpim = (headers: readonly string[], body: string, ...more: readonly string[]): string =>
  [
    'From: Depressed Donkey <im:eeyore@100akerwood.com>',
    'To: <im:piglet@100akerwood.com>',
    'DateTime: 2000-12-13T13:40:00-08:00',
    'NS: imdn <urn:ietf:params:imdn>',
    ...more,
    '',
    ...headers,
    '',
    body,
  ].join('\r\n');

const mixed = (...parts: readonly string[]): string =>
  ['preamble', ...parts.flatMap((part) => ['--b1', part]), '--b1--', 'epilogue'].join('\r\n');

describe('the body of a MESSAGE', () => {
  test.each([
    [undefined, 'hello', text('hello')],
    ['Text/Plain ; charset="UTF-8"', 'hello', text('hello')],
    [
      'message/cpim',
      cpim(['Content-Type: text/plain;charset=utf-8'], 'a\r\n\r\nb'),
      text('a\r\n\r\nb'),
    ],
    ['message/cpim', cpim([], 'without headers'), text('without headers')],
    ['MESSAGE/CPIM', cpim(['content-TYPE : text/plain'], 'a').replaceAll('\r\n', '\n'), text('a')],
    [
      'message/cpim',
      cpim(
        ['Content-Type: text/plain; charset=iso-8859-1', 'Content-Transfer-Encoding: base64'],
        'Y2Fm6Q==',
      ),
      text('café'),
    ],
    [
      'message/cpim',
      cpim(
        ['Content-Type: text/plain', 'Content-Transfer-Encoding: Quoted-Printable'],
        'caf=C3=A9=\r\n!',
      ),
      text('café!'),
    ],
    ['message/cpim', cpim(['Content-Type: message/cpim'], cpim([], 'twice')), text('twice')],
    [
      'message/cpim',
      cpim(['Content-Type: text/plain'], 'asked for', 'imdn.Disposition-Notification: display'),
      text('asked for'),
    ],
    [
      'multipart/mixed; boundary=b1',
      mixed('Content-Type: text/html\r\n\r\n<b>x</b>', 'Content-Type: text/plain\r\n\r\nx\r\ny'),
      text('x\r\ny'),
    ],
    [
      'message/cpim',
      cpim(['Content-Type: multipart/alternative;boundary="b1"'], mixed('\r\nplain')),
      text('plain'),
    ],
    ['message/imdn+xml', '<imdn/>', { kind: 'deliveryNotice' }],
    ['Message/IMDN+XML; charset=utf-8', '', { kind: 'deliveryNotice' }],
    [
      'message/cpim',
      cpim(['Content-type: message/imdn+xml', 'Content-Disposition: notification'], '<imdn/>'),
      { kind: 'deliveryNotice' },
    ],
    ['application/im-iscomposing+xml', '<isComposing/>', { kind: 'signalling' }],
    ['text/x-msmsgscontrol', 'TypingUser: eeyore', { kind: 'signalling' }],
    ['Application/Simple-Message-Summary', 'Messages-Waiting: yes', { kind: 'signalling' }],
    [
      'message/cpim',
      cpim(['Content-Type: application/conference-info+xml'], '<conference-info/>'),
      { kind: 'signalling' },
    ],
    [
      'message/cpim',
      cpim(['Content-Type: application/im-iscomposing+xml'], ''),
      { kind: 'signalling' },
    ],
    [
      'message/cpim',
      cpim(['Content-Type: text/plain', 'Content-Disposition: notification'], 'read'),
      { kind: 'signalling' },
    ],
    [
      'multipart/report;report-type=disposition-notification;boundary=b1',
      mixed(
        'Content-Type: text/plain\r\n\r\nYour message was read',
        'Content-Type: message/disposition-notification\r\n\r\nDisposition: x',
      ),
      { kind: 'signalling' },
    ],
    [
      'multipart/mixed;boundary=b1',
      mixed(
        `Content-Type: message/cpim\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(cpim(['Content-Type: text/plain'], 'inner é')).toString('base64')}`,
      ),
      text('inner é'),
    ],
    [
      'message/cpim',
      cpim(
        ['Content-Type: text/plain;charset=utf-8', 'Content-Transfer-Encoding: quoted-printable'],
        'h\u00E9=C3=A9 🙂 \t\r\na =\r\nb=',
      ),
      text('h\u00E9é 🙂\r\na b='),
    ],
    [
      'message/cpim',
      cpim(
        ['Content-Type: text/plain', 'Content-Transfer-Encoding: Base64 (RFC 2045)'],
        'aM*Op\r\n',
      ),
      text('hé'),
    ],
    ['text/html', '<p>', { kind: 'other' }],
    ['message/cpim', 'no empty line at all', { kind: 'other' }],
    [
      'message/cpim',
      cpim(['Content-Type: text/plain'], 'x', 'Require: Vendor.Secret'),
      { kind: 'other' },
    ],
    ['message/cpim', cpim(['Content-Type: text/html'], '<p>'), { kind: 'other' }],
    ['multipart/mixed', mixed('x'), { kind: 'other' }],
    ['text/plain', '', text('')],
    ['what', 'x', { kind: 'other' }],
  ])('of type %s', (type, body, expected) => {
    expect(readMessageBody(type, body)).toEqual(expected);
  });

  test('is what was written, however deep it stands, up to a bound', () => {
    const wrap = (depth: number): string => {
      let body = cpim(['Content-Type: text/plain'], 'deep');
      for (let at = 1; at < depth; at += 1) body = cpim(['Content-Type: message/cpim'], body);
      return body;
    };
    expect(readMessageBody('message/cpim', wrap(4))).toEqual(text('deep'));
    expect(readMessageBody('message/cpim', wrap(5))).toEqual({ kind: 'other' });
  });

  test('is any text whatever within message/cpim and multipart', () => {
    const written = fc.string({ unit: 'grapheme', maxLength: 60 });
    fc.assert(
      fc.property(written, (body) => {
        const whole = cpim(['Content-Type: text/plain; charset=UTF-8'], body);
        expect(readMessageBody('message/cpim', whole)).toEqual(text(body));
        const parts = mixed(`Content-Type: text/plain\r\n\r\n${body}`);
        if (!body.includes('--b1'))
          expect(readMessageBody('multipart/mixed;boundary=b1', parts)).toEqual(text(body));
      }),
      { numRuns: 500 },
    );
  });

  test('is read or not, never thrown at, whatever comes', () => {
    const letters = fc.string({
      unit: fc.constantFrom(...Array.from('-b1:;=\r\n /aC\0é%')),
      maxLength: 80,
    });
    fc.assert(
      fc.property(letters, letters, (type, body) => {
        readMessageBody(type, body);
        readMessageBody('message/cpim', cpim([type], body));
        readMessageBody('multipart/mixed;boundary=b', body);
        readMessageBody('message/cpim', body);
      }),
      { numRuns: 1000 },
    );
  });
});
