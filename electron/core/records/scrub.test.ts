import { describe, expect, it } from 'vitest';
import { createScrub, LONGEST_SCRUBBED } from './scrub.ts';

const scrub = createScrub({
  home: '/home/amos',
  account: 'amos',
  host: 'laptop7.corp.contoso.com',
});
const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbW9zIn0.c2lnbmF0dXJl';
const long = 'A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r8';

describe('the scrubber takes out', () => {
  it.each([
    ['the home folder', 'open /home/amos/notes.txt', 'open ~/notes.txt'],
    ['another home on Linux', '/home/eve/x', '/home/<user>/x'],
    ['a home on macOS', '/Users/Amos Marble/Library/x', '/Users/<user>/Library/x'],
    ['a home on Windows', 'C:\\Users\\eve\\AppData', 'C:\\Users\\<user>\\AppData'],
    ['a home with a space', 'C:\\Users\\Eve Marble\\AppData\\x', 'C:\\Users\\<user>\\AppData\\x'],
    ['an escaped home', '"C:\\\\Users\\\\eve\\\\x"', '"C:\\\\Users\\\\<user>\\\\x"'],
    ['a home in a file URL', 'file:///home/eve/a.js', 'file:///home/<user>/a.js'],
    [
      'a home in a Windows file URL',
      'file:///C:/Users/Eve%20M/a.js',
      'file:///C:/Users/<user>/a.js',
    ],
    ['a mounted disk', 'open /run/media/eve/USB/x', 'open /run/media/<user>/USB/x'],
    ['a roaming profile', 'D:\\Profiles\\eve.m\\x.db', 'D:\\Profiles\\<user>\\x.db'],
    ['a home without a path below', 'cd /Users/eve', 'cd /Users/<user>'],
    ['a network share', 'open \\\\files\\home$\\eve.txt', 'open <path>'],
    ['the account', 'user AMOS, amos_1', 'user <user>, <user>_1'],
    ['the host', 'on laptop7.corp.contoso.com', 'on <host>'],
    ['the host’s short name', 'on LAPTOP7.', 'on <host>.'],
    ['an e-mail address', 'to eve.m+x@mail.contoso.co.uk now', 'to <address> now'],
    ['an encoded e-mail address', 'to=eve%40contoso.com', '<address>'],
    ['an address of any length', `${'m'.repeat(300)}@${'h'.repeat(300)}.net x`, '<address> x'],
    ['an address at an IP address', 'to eve.m@[2001:db8::7]', 'to <address>'],
    ['addresses one after the other', 'eve%40contoso.com%40x.net,a', '<address>,a'],
    ['an international address', 'an zoë@münchen.de', 'an <address>'],
    ['a SIP URI', 'INVITE sip:eve@contoso.com;tag=9 SIP/2.0', 'INVITE <address> SIP/2.0'],
    ['a SIPS URI', '<sips:eve@10.0.0.1:5061>', '<<address>>'],
    ['a telephone number in a URI', 'tel:+33123456789', '<address>'],
    ['an IPv4 address', 'connect 203.0.113.7:5060.', 'connect <ip>:5060.'],
    ['an IPv4 address in a name', 'ip203.0.113.7_x', 'ip<ip>_x'],
    ['a full IPv6 address', '2001:db8:85a3:8d3:1319:8a2e:370:7348', '<ip>'],
    [
      'a full IPv6 address and port',
      'ECONNREFUSED 2001:db8:85a3:8d3:1319:8a2e:370:7348:443',
      'ECONNREFUSED <ip>:443',
    ],
    [
      'full IPv6 addresses one after the other',
      '2001:db8:85a3:8d3:1319:8a2e:370:7348:2001:db8:85a3:8d3:1319:8a2e:370:7349',
      '<ip>',
    ],
    ['six groups and an IPv4 address', '64:ff9b:1:2:3:4:203.0.113.7.', '<ip>.'],
    ['a compressed IPv6 address', '[2001:db8::1]:443', '[<ip>]:443'],
    ['a compressed one before a colon', 'connect 2001:DB8::1: refused', 'connect <ip> refused'],
    ['a compressed one after a colon', 'addr:2001:db8::1', 'addr:<ip>'],
    ['the loopback address', 'ECONNREFUSED ::1:443', 'ECONNREFUSED <ip>'],
    ['a link-local address and its zone', 'fe80::1ff:fe23:4567:890a%eth0', '<ip>'],
    ['a mapped address', '::ffff:203.0.113.7', '<ip>'],
    ['an address with an embedded one', '64:ff9b::203.0.113.7', '<ip>'],
    ['a hardware address', 'at 00:1a:2B:3c:4d:5e,', 'at <mac>,'],
    ['a JWT', `auth ${jwt} failed`, 'auth <token> failed'],
    ['a bearer token', 'sent Bearer abc.def-123', 'sent Bearer <token>'],
    ['an authorization header', 'Authorization: Negotiate YIIZ abc', 'Authorization: <token>'],
    ['all cookies', 'Cookie: a=b; sid=c', 'Cookie: <token>'],
    ['a password', 'password=hunter2&x=1', 'password=<token>&x=1'],
    ['a password in quotes', 'password: "my secret words", x', 'password: <token>, x'],
    ['a prefixed secret', 'DB_PASSWORD=hunter2', 'DB_PASSWORD=<token>'],
    ['an access token', 'accessToken: zzz', 'accessToken: <token>'],
    ['an API key in JSON', '{"api_key":"zzz"}', '{"api_key":<token>}'],
    ['a long key', `key ${long} end`, 'key <token> end'],
    ['a long key in a path', `/v1/${long}/x`, '/v1/<token>/x'],
    ['a URL', 'GET https://eve:pw@contoso.com/a?b=c#d failed', 'GET <url> failed'],
    ['a URL of any kind', 'redis://eve:pw@cache/0', '<url>'],
  ])('%s', (_what, text, scrubbed) => {
    expect(scrub(text)).toBe(scrubbed);
  });

  it('nothing that it has taken out already', () => {
    const text = `/home/eve/x ${jwt} eve@contoso.com 203.0.113.7 password=x laptop7`;
    expect(scrub(scrub(text))).toBe(scrub(text));
  });
});

describe('the scrubber keeps', () => {
  it.each([
    'at open (app://candor/assets/index.js:1:2042)',
    'at Object.render (app://candor/assets/options-CqDDoe9R.js:31:20422)',
    'at async Module._load (node:internal/modules/cjs/loader:1104:12)',
    'at /opt/Candor/resources/app/build/electron/main.js:12:34',
    'at a.cc:10:20',
    '[2026-11-22T12:34:56.789Z] [warn] upload: the service answered 500',
    'it took 12:34:56',
    'Chrome/153.0.7 and Candor 1.2.3-beta.4 and 1.2.3.4.5',
    'TypeError: Cannot read properties of undefined (reading ‘state’)',
    'std::vector, Foo::bar and ::before and ::',
    'ENOENT: no such file or directory, open x.json',
    'import @fluentui/react-components failed',
  ])('%s', (text) => {
    expect(scrub(text)).toBe(text);
  });
});

/** Milliseconds of this thread's processor time for a text, the minimum of several runs. */
function cost(text: string): number {
  const times = Array.from({ length: 2 }, () => {
    const before = process.threadCpuUsage();
    scrub(text);
    const { user, system } = process.threadCpuUsage(before);
    return (user + system) / 1000;
  });
  return Math.min(...times);
}

describe('the scrubber takes time that grows as the text does', () => {
  const pieces = [
    'a',
    '1',
    '/',
    '.',
    ':',
    '@',
    ' ',
    '-',
    '_',
    '\\',
    '=',
    '"',
    "'",
    '%40',
    'a@',
    '1.',
    '1:',
    '::',
    'f:',
    'eyJ',
    'eyJaaaaa-',
    'eyJaaaaa.',
    'eyJaaaaa.bbbbb-',
    'Bearer ',
    'Bearer\t\t',
    'password',
    'password =',
    'password="',
    'password="a',
    "token='",
    'sip:',
    'sip:a',
    'http://',
    'ftp://a',
    'a.',
    'a+',
    'abc:',
    '/home/',
    '/Users/a ',
    'C:\\Users\\',
    'C:\\Users\\a ',
    '\\\\a',
    '\\\\a\\',
    ' \\\\a\\b',
    '00:',
    '00-',
    '1.1.1.1',
    '1.1.1.1.',
    'a1+',
    '/a1',
    'é',
    '\ud83d\ude00',
    '\u0000',
    'cookie: ',
    'cookie:',
    'amos',
    'laptop7.',
  ];

  it.each(pieces)('of %j, whatever comes last', (piece) => {
    for (const end of ['', '!', '@\n']) {
      const text = (length: number) =>
        piece.repeat(Math.ceil(length / piece.length)).slice(0, length - end.length) + end;
      const half = cost(text(LONGEST_SCRUBBED / 2));
      const whole = cost(text(LONGEST_SCRUBBED));
      // A few milliseconds would be lost in the noise.
      expect(whole).toBeLessThan(3.5 * Math.max(half, 50));
    }
  });
});

it('does not take apart what it wrote for a person of that very name', () => {
  const data = createScrub({ home: '/', account: '', host: '', folders: ['/srv/eve/candor'] });
  expect(data('open /srv/eve/candor/error.db')).toBe('open <folder>/error.db');
  const odd = createScrub({ home: '/home/user', account: 'user', host: 'host' });
  expect(odd('/home/eve/x user on 203.0.113.7')).toBe('/home/<user>/x user on <ip>');
});

it('takes anything as a personal text', () => {
  const odd = createScrub({ home: 'C:\\Users\\a.b(c', account: 'a.b(c', host: '' });
  expect(odd('C:\\Users\\a.b(c\\x a.b(c axb(c')).toBe('~\\x <user> axb(c');
});
