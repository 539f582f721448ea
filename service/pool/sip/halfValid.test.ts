import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { requestLines, signIn } from '../testing/dialog.ts';
import { createRawPhone, type RawPhone } from '../testing/phone.ts';
import { passwords, startPool, type TestPool } from '../testing/startPool.ts';

const alice = 'alice@contoso.com';
const bob = 'bob@contoso.com';
let pool: TestPool;
let phone: RawPhone;

beforeEach(async () => {
  pool = await startPool();
  phone = await createRawPhone(pool.wsUrl);
});
afterEach(async () => {
  phone.socket.terminate();
  await pool.remove();
});

describe('nothing half valid that names a transaction goes unanswered', () => {
  const lines = requestLines({
    method: 'MESSAGE',
    uri: `sip:${bob}`,
    from: `<sip:${alice}>;tag=a`,
    to: `<sip:${bob}>`,
    branch: 'h',
    callId: 'h',
    cseq: 1,
  });
  const without = (name: string) => lines.filter((line) => !line.startsWith(name));
  const withUri = (uri: string) => [`MESSAGE ${uri} SIP/2.0`, ...lines.slice(1)];
  const withVia = (sentBy: string) => [
    lines[0]!,
    `Via: SIP/2.0/WS ${sentBy}`,
    ...lines.slice(1).filter((line) => !line.startsWith('Via')),
  ];
  test.each([
    ['tel:', withUri('tel:+15551234'), 416],
    ['im:', withUri('im:bob@contoso.com'), 416],
    ['no URI', withUri('bob'), 400],
    ['another version', [lines[0]!.replace('2.0', '3.0'), ...lines.slice(1)], 505],
    ['blanks at the end of the first line', [`${lines[0]}  `, ...lines.slice(1)], 400],
    ['a blank before the first line', [` ${lines[0]}`, ...lines.slice(1)], 400],
    ['a tab in the first line', [lines[0]!.replace(' ', '\t'), ...lines.slice(1)], 400],
    ['no version', [`MESSAGE sip:${bob}`, ...lines.slice(1)], 400],
    ['half a version', [lines[0]!.replace('2.0', '2'), ...lines.slice(1)], 400],
    ['another protocol', [lines[0]!.replace('SIP/2.0', 'HTTP/1.1'), ...lines.slice(1)], 400],
    ['a method that is no word', [`<${lines[0]}`, ...lines.slice(1)], 400],
    ['a branch that is no word', withVia('x.invalid;branch=z9hG4bK+/a=='), 400],
    ['an empty branch', withVia('x.invalid;branch='), 400],
    ['two branches', withVia('x.invalid;branch=z9hG4bKa;branch=z9hG4bKb'), 400],
    ['a sender’s place that is none', withVia('-x-.y!;branch=z9hG4bKa'), 400],
    ['no From', without('From'), 400],
    ['no Call-ID', without('Call-ID'), 400],
    ['no CSeq', without('CSeq'), 400],
    ['a mailto: Contact', [...lines, 'Contact: <mailto:a@contoso.com>'], 400],
    ['escapes, unknown', withUri('sip:j%20doe@contoso.com'), 404],
    ['a telephone number, unknown', withUri('sip:+15551234;ext=7@contoso.com;user=phone'), 404],
    ['an IPv6 address, unknown', withUri('sip:bob@[2001:db8::7]'), 404],
    ['an address with its port, unknown', withUri('sip:bob@192.0.2.7:5080'), 404],
  ])('%s', async (_, given, status) => {
    await signIn(phone, alice, passwords[alice]);
    phone.say(given);
    expect(await phone.receive('SIP/2.0')).toMatch(new RegExp(`^SIP/2\\.0 ${status}`));
  });

  test('headers without an end', async () => {
    phone.sayText(`${lines.join('\r\n')}\r\n`);
    expect(await phone.receive('SIP/2.0')).toMatch(/^SIP\/2\.0 400/);
  });

  test('but neither is an ACK answered, nor a bad answer, nor what names none', async () => {
    const bad = (line: string, cseq: string) => [
      line,
      ...without('CSeq').slice(1),
      `CSeq: 1 ${cseq}`,
    ];
    phone.say(bad(`ACK sip:${bob} SIP/2.0 `, 'ACK'));
    phone.say(bad('SIP/2.0 2000 OK', 'MESSAGE'));
    phone.say(bad(' SIP/2.0 200 OK', 'MESSAGE'));
    phone.say([lines[0]!, 'Via: ;;;', 'Call-ID: h']);
    phone.say(withUri('tel:1'));
    expect(await phone.receive('SIP/2.0')).toMatch(/^SIP\/2\.0 416/);
  });
});
