import { describe, expect, it } from 'vitest';
import { loudnessOf } from './levelMeter.ts';
import { createPeerAccess } from './peerAccess.ts';
import { isHostCandidate, withHostCandidatesOnly } from './remoteCandidates.ts';

describe('the loudness of samples', () => {
  const tone = (amplitude: number) =>
    Float32Array.from({ length: 1024 }, (_, index) => (index % 2 ? amplitude : -amplitude));

  it('goes by the decibel from silence to full scale, and stays within', () => {
    expect(loudnessOf(tone(0))).toBe(0);
    expect(loudnessOf(tone(0.0001))).toBe(0);
    expect(loudnessOf(tone(0.001))).toBeCloseTo(0);
    expect(loudnessOf(tone(0.0316))).toBeCloseTo(0.5, 2);
    expect(loudnessOf(tone(1))).toBe(1);
    expect(loudnessOf(tone(2))).toBe(1);
  });
});

describe('the way to other people’s devices', () => {
  it('is open as long as anyone in the window needs it', async () => {
    const said: boolean[] = [];
    const access = createPeerAccess((areAllowed) => {
      said.push(areAllowed);
      return Promise.resolve();
    });
    const giveBack = await access.take();
    const giveBackToo = await access.take();
    giveBack();
    expect(said).not.toContain(false);
    giveBackToo();
    expect(said.at(-1)).toBe(false);
    await access.take();
    expect(said.at(-1)).toBe(true);
  });
});

describe('another’s ICE candidates', () => {
  const candidate = (host: string, type = 'host') =>
    `candidate:1 1 udp 2122260223 ${host} 49152 typ ${type} generation 0`;

  it.each(['192.0.2.1', '127.0.0.1', '2001:db8::7', '::ffff:192.0.2.1'])(
    'are used where they are addresses: %s',
    (host) => {
      expect(isHostCandidate(candidate(host))).toBe(true);
    },
  );

  it.each(['track.example', '2c0e.local', 'face', '1.2.3', ''])(
    'are passed over where this device would have to look them up: %j',
    (host) => {
      expect(isHostCandidate(candidate(host))).toBe(false);
    },
  );

  it('are passed over where a server of somebody’s stands between', () => {
    expect(isHostCandidate(candidate('192.0.2.1', 'relay'))).toBe(false);
    expect(isHostCandidate(candidate('192.0.2.1', 'srflx'))).toBe(false);
  });

  it('are taken out of a session description, which else stays as it was', () => {
    const rest = ['v=0\r\n', 'm=audio 9 UDP/TLS/RTP/SAVPF 111\r\n', 'a=rtcp-mux\r\n'];
    const good = `a=${candidate('192.0.2.1')}\r\n`;
    const bad = `a=${candidate('track.example')}\r\n`;
    const sdp = [rest[0], rest[1], good, bad, rest[2]].join('');
    expect(withHostCandidatesOnly(sdp)).toBe([rest[0], rest[1], good, rest[2]].join(''));
  });
});
