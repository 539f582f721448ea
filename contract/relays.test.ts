import { expect, it } from 'vitest';
import { parseRelayAccess, parseRelayUri } from './relays.ts';

it.each([
  [
    'turn:turn.contoso.com',
    { isSecure: false, host: 'turn.contoso.com', port: 3478, transport: 'udp' },
  ],
  [
    'TURN:Turn.Contoso.com:80?transport=TCP',
    { isSecure: false, host: 'turn.contoso.com', port: 80, transport: 'tcp' },
  ],
  ['turns:192.0.2.1', { isSecure: true, host: '192.0.2.1', port: 5349, transport: 'tcp' }],
  [
    'turns:[2001:DB8::1]:443?transport=tcp',
    { isSecure: true, host: '[2001:db8::1]', port: 443, transport: 'tcp' },
  ],
])('an address as RFC 7065 writes it is read: %s', (text, address) => {
  expect(parseRelayUri(text)).toEqual(address);
});

it.each([
  '',
  'turn:',
  'turn',
  'stun:turn.contoso.com',
  'turn://turn.contoso.com',
  'turn:alice@turn.contoso.com',
  'turn:turn.contoso.com/path',
  'turn:turn.contoso.com:0',
  'turn:turn.contoso.com:65536',
  'turn:turn.contoso.com?transport=sctp',
  'turn:turn.contoso.com?transport=udp&x=y',
  'turn:turn.contoso.com#here',
  'turn:2001:db8::1',
  'turns:turn.contoso.com?transport=udp',
  'turn:256.1.1.1',
  'turn:turn contoso.com',
  'turn:constructor?constructor',
])('anything else is no address: %s', (text) => {
  expect(parseRelayUri(text)).toBeUndefined();
});

it.each(['', 'null', '{}', '{"username":"a","password":"b","ttl":60,"uris":["http://a"]}'])(
  'a pool’s answer that is none is refused: %s',
  (text) => {
    expect(parseRelayAccess(text)).toMatchObject({ ok: false });
  },
);
