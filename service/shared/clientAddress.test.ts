import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createClientAddresses, parseNetwork } from './clientAddress.ts';
import { readCommandLine } from '../telemetry/commandLine.ts';
import { readPoolCommand } from '../pool/commandLine.ts';

const networks = (texts: readonly string[]) => texts.map((text) => parseNetwork(text)!);
const proxies = ['10.0.0.0/24', '192.0.2.5', '2001:db8:ffff::/48'];
const addresses = createClientAddresses(networks(proxies));

const client = (forwarded: string | undefined, remoteAddress: string | undefined = '127.0.0.1') =>
  addresses.of({
    socket: { remoteAddress },
    headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
  });

describe('who sent a request', () => {
  test.each([
    ['203.0.113.7', '203.0.113.7'],
    ['203.0.113.7:50001', '203.0.113.7'],
    ['203.0.113.7:_port', '203.0.113.7'],
    ['"203.0.113.7:50001"', '203.0.113.7'],
    ['"203.0.113.7" ', '203.0.113.7'],
    ['"203.0.113.7":50001', '203.0.113.7'],
    ['203.0.113.7 : 50001', '203.0.113.7'],
    ['"[2001:db8::7]":443', '2001:db8::/64'],
    [' \t203.0.113.7\t', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['::FFFF:CB00:7107', '203.0.113.7'],
    ['0:0:0:0:0:ffff:203.0.113.7', '203.0.113.7'],
    ['[::ffff:203.0.113.7]:443', '203.0.113.7'],
    ['64:ff9b::203.0.113.7', '203.0.113.7'],
    ['2001:db8::7', '2001:db8::/64'],
    ['2001:DB8::7', '2001:db8::/64'],
    ['[2001:db8::7]', '2001:db8::/64'],
    ['[2001:db8::7]:443', '2001:db8::/64'],
    ['"[2001:db8::7]:443"', '2001:db8::/64'],
    ['"\\[2001:db8::7\\]"', '2001:db8::/64'],
    ['2001:db8:0:0:0:0:0:7:50001', '2001:db8::/64'],
    ['2001:db8:0:0:ffff:ffff:ffff:ffff', '2001:db8::/64'],
    ['2001:db8:0:1::7', '2001:db8:0:1::/64'],
    ['fe80::1%eth0', 'fe80::/64'],
    ['[fe80::1%25eth0]:443', 'fe80::/64'],
    ['fe80::2%br-lan.100', 'fe80::/64'],
    ['203.0.113.7,', '203.0.113.7'],
    [',, 203.0.113.7, ,,127.0.0.1, ', '203.0.113.7'],
    ['198.51.100.9, 203.0.113.7', '203.0.113.7'],
    ['203.0.113.7, 127.0.0.1', '203.0.113.7'],
    ['203.0.113.7, 10.0.0.3:8080, [::1]:9, 127.3.2.1', '203.0.113.7'],
    ['198.51.100.9, 203.0.113.7, 192.0.2.5, 10.0.0.255', '203.0.113.7'],
    ['203.0.113.7, ::ffff:10.0.0.3', '203.0.113.7'],
    ['203.0.113.7, "[2001:db8:ffff:7::1]"', '203.0.113.7'],
    ['203.0.113.7, 10.0.1.1', '10.0.1.1'],
    ['203.0.113.7, 192.0.2.6', '192.0.2.6'],
  ])('%j is %s', (forwarded, expected) => {
    expect(client(forwarded)).toBe(expected);
  });

  test('a quote that the client opened hides nothing of what proxies add', () => {
    expect(client('", 203.0.113.7')).toBe('203.0.113.7');
    expect(client('"x\\, 203.0.113.7, "[::1]:80"')).toBe('203.0.113.7');
    expect(client('"203.0.113.7, 127.0.0.1"')).toBe('203.0.113.7');
  });

  test('whom a proxy can’t name counts as that proxy, not as what someone wrote before', () => {
    for (const unnamed of ['unknown', '_hidden', 'unix:', '1.2.3', '010.0.0.1', '[::1', '1.2.3.4x'])
      expect(client(`203.0.113.7, ${unnamed}, 10.0.0.3`)).toBe('10.0.0.3');
  });

  test('nobody but a trusted proxy is believed, and who connects without one is themselves', () => {
    expect(client('198.51.100.9', '203.0.113.7')).toBe('203.0.113.7');
    expect(client('198.51.100.9', '::ffff:203.0.113.7')).toBe('203.0.113.7');
    expect(client('198.51.100.9', '::ffff:127.0.0.1')).toBe('198.51.100.9');
    expect(client('198.51.100.9', '10.0.0.7')).toBe('198.51.100.9');
    expect(client(undefined)).toBe('127.0.0.1');
    expect(client('', '2001:db8::1')).toBe('2001:db8::/64');
    expect(client('127.0.0.1')).toBe('127.0.0.1');
    expect(addresses.of({ socket: {}, headers: {} })).toBe('unknown');
  });

  test('several lines of the header are one list', () => {
    const headers = { 'x-forwarded-for': ['198.51.100.9', '203.0.113.7', '127.0.0.1'] as never };
    expect(addresses.of({ socket: { remoteAddress: '::1' }, headers })).toBe('203.0.113.7');
  });

  test('a proxy is known by its address, in whatever form', () => {
    for (const proxy of ['127.0.0.1', '::1', '::ffff:10.0.0.3', '2001:db8:ffff::1%eth0'])
      expect(addresses.isProxy(proxy)).toBe(true);
    for (const other of ['203.0.113.7', '10.0.1.3', '2001:db8::1', '', undefined])
      expect(addresses.isProxy(other)).toBe(false);
  });
});

const port = fc.integer({ min: 0, max: 65_535 });
const blank = fc.constantFrom('', ' ', '\t ');
const letters = (text: string) => fc.constantFrom(text, text.toUpperCase());

/** Every way in which a proxy may write an address. */
const spelt = (address: string): fc.Arbitrary<string> =>
  fc
    .tuple(
      address.includes(':')
        ? fc.oneof(
            letters(address),
            letters(address).map((text) => `[${text}]`),
            letters(address).map((text) => `${text}%eth0`),
            fc.tuple(letters(address), port).map(([text, at]) => `[${text}]:${at}`),
          )
        : fc.oneof(
            fc.constant(address),
            fc.constant(`::ffff:${address}`),
            port.map((at) => `${address}:${at}`),
            port.map((at) => `[::FFFF:${address}]:${at}`),
          ),
      fc.boolean(),
    )
    .map(([text, isQuoted]) => (isQuoted ? `"${text}"` : text));

const proxyAddress = fc.constantFrom(
  '127.0.0.1',
  '::1',
  '10.0.0.77',
  '192.0.2.5',
  '2001:db8:ffff::9',
);
const isNoProxy = (address: string) => !addresses.isProxy(address);
const clientAddress = fc.oneof(fc.ipV4(), fc.ipV6()).filter(isNoProxy);
/** Anything that a client may write itself, before the proxies’ entries. */
const madeUp = fc.oneof(
  fc.string(),
  fc.string({ unit: fc.constantFrom('"', ',', '\\', '[', ']', ':', '.', '%', '1', ' ') }),
);

const written = (client: string) =>
  fc
    .tuple(madeUp, spelt(client), fc.array(fc.tuple(proxyAddress.chain(spelt), blank)), blank)
    .map(([before, item, hops, space]) =>
      [before, item, ...hops.map(([hop, around]) => `${around}${hop}${around}`)].join(`,${space}`),
    );

describe('of any address, however it is written and through however many proxies', () => {
  test('what is counted is the same, and is the address itself or its /64', () => {
    fc.assert(
      fc.property(
        clientAddress.chain((address) => fc.tuple(fc.constant(address), written(address))),
        ([address, forwarded]) => {
          expect(client(forwarded)).toBe(client(undefined, address));
          expect(client(undefined, address)).not.toBe('unknown');
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('two clients are the same one only within a /64', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 0xffff }), { minLength: 8, maxLength: 8 }),
        fc.nat(7),
        (parts, changed) => {
          // 64:ff9b::/96 and mapped addresses are IPv4.
          const mine = [0x2001, ...parts.slice(1)];
          const other = mine.map((part, index) => (index === changed ? part ^ 1 : part));
          const text = (of: readonly number[]) => of.map((part) => part.toString(16)).join(':');
          const isSame = client(undefined, text(mine)) === client(undefined, text(other));
          expect(isSame).toBe(changed > 3);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('no header that a proxy has not ended has anyone counted as what is no address', () => {
    fc.assert(
      fc.property(madeUp, (forwarded) => {
        expect(client(forwarded)).toMatch(/^(?:[\d.]+|[\da-f:]+\/64)$/);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('--trusted-proxy', () => {
  const serviceCommand = (...texts: string[]) =>
    readCommandLine(texts.flatMap((text) => ['--trusted-proxy', text]));
  const poolCommand = (...texts: string[]) =>
    readPoolCommand(['serve', ...texts.map((text) => `--trusted-proxy=${text}`)]);

  test('names networks and single addresses, as often as it is given', () => {
    const given = ['10.0.0.0/24', '192.0.2.5', '2001:db8::/32', '::1', '::ffff:10.0.0.0/104'];
    for (const read of [serviceCommand(...given), poolCommand(...given)])
      expect(read).toMatchObject({ ok: true, value: { trustedProxies: { length: 5 } } });
    const [mapped] = networks(['::ffff:10.0.0.0/104']);
    const { isProxy } = createClientAddresses([mapped!]);
    expect(['10.255.0.1', '11.0.0.1'].map(isProxy)).toEqual([true, false]);
  });

  test.each(['proxy.contoso.com', '10.0.0.0/33', '::/129', '0.0.0.0/0', '::/0', '10.0.0', '10/8'])(
    '%s is none, and neither command starts with it',
    (text) => {
      for (const read of [serviceCommand(text), poolCommand(text)]) expect(read.ok).toBe(false);
    },
  );

  test.each(['', '10.0.0.0/', '10.0.0.0/8/8', '10.0.0.0/+8', '0x7f.1', '::ffff:10.0.0.0/95'])(
    '%j is none',
    (text) => {
      expect(parseNetwork(text)).toBeUndefined();
    },
  );

  test('is for servers alone', () => {
    expect(readCommandLine(['rotate-pepper', '--trusted-proxy', '10.0.0.5']).ok).toBe(false);
    expect(readPoolCommand(['show', '--trusted-proxy', '10.0.0.5']).ok).toBe(false);
  });
});
