import { describe, expect, it } from 'vitest';
import { isCandidateOf, kindsOfOurs, kindsOfTheirs, withCandidatesOf } from './candidates.ts';

const candidate = (host: string, type = 'host') =>
  `candidate:1 1 udp 2122260223 ${host} 49152 typ ${type} generation 0`;

const free = { relayOnly: false, mayRelay: true, access: null };

describe('another’s ICE candidates', () => {
  const theirs = kindsOfTheirs(free);

  it.each(['192.0.2.1', '127.0.0.1', '2001:db8::7', '::ffff:192.0.2.1'])(
    'are used where they are addresses: %s',
    (host) => {
      expect(isCandidateOf(theirs, candidate(host))).toBe(true);
    },
  );

  it.each(['track.example', '2c0e.local', 'face', '1.2.3', ''])(
    'are passed over where this device would have to look them up: %j',
    (host) => {
      expect(isCandidateOf(theirs, candidate(host))).toBe(false);
    },
  );

  it('are passed over where a server of somebody’s stands between and policy allows no relay', () => {
    const strict = kindsOfTheirs({ ...free, mayRelay: false });
    for (const type of ['relay', 'srflx']) {
      expect(isCandidateOf(theirs, candidate('192.0.2.1', type))).toBe(true);
      expect(isCandidateOf(strict, candidate('192.0.2.1', type))).toBe(false);
    }
  });

  it('are taken out of a session description, which else stays as it was', () => {
    const rest = ['v=0\r\n', 'm=audio 9 UDP/TLS/RTP/SAVPF 111\r\n', 'a=rtcp-mux\r\n'];
    const good = `a=${candidate('192.0.2.1')}\r\n`;
    const bad = `a=${candidate('track.example')}\r\n`;
    const sdp = [rest[0], rest[1], good, bad, rest[2]].join('');
    expect(withCandidatesOf(theirs, sdp)).toBe([rest[0], rest[1], good, rest[2]].join(''));
  });
});

it('one’s own address is told to nobody where sound must go through a relay', () => {
  const ours = kindsOfOurs({ ...free, relayOnly: true });
  expect(isCandidateOf(ours, candidate('192.0.2.1', 'relay'))).toBe(true);
  for (const type of ['host', 'srflx', 'prflx'])
    expect(isCandidateOf(ours, candidate('192.0.2.1', type))).toBe(false);
});
