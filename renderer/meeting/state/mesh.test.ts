import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Participant, SignalData } from '../../../contract/meetings.ts';
import { stubMeshPeers, type TestPeer } from '../../testing/meshPeer.testkit.ts';
import { createMesh, type Mesh } from './mesh.ts';

let peers: readonly TestPeer[];
let mesh: Mesh;
let said: { to: string; data: SignalData }[];
let failures: RTCStatsReport[];
let sounding: number;

const someone = (id: string): Participant => ({
  id,
  name: id,
  guest: true,
  host: false,
  muted: false,
  isConnected: true,
});

beforeEach(() => {
  vi.useFakeTimers();
  peers = stubMeshPeers();
  [said, failures, sounding] = [[], [], 0];
  mesh = createMesh({
    self: () => 'm',
    send: (to, data) => said.push({ to, data }),
    play: () => {
      sounding += 1;
      return () => {
        sounding -= 1;
      };
    },
    onFailed: (stats) => failures.push(stats),
  });
});
afterEach(() => {
  mesh.stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** What was begun comes to its end. */
const settle = () => vi.advanceTimersByTimeAsync(0);
const offersTo = () => said.filter(({ data }) => data.type === 'offer').map(({ to }) => to);
const answersTo = () => said.filter(({ data }) => data.type === 'answer').map(({ to }) => to);
const hearing = (id: string) => mesh.audioStates.get().get(id);

/** Establishes a connection to somebody. */
async function reach(id: string): Promise<TestPeer> {
  mesh.follow([someone(id)], 'all');
  await settle();
  mesh.take(id, { type: 'answer', sdp: 'theirs' });
  await settle();
  const peer = peers.at(-1);
  if (!peer) throw new Error('no way was opened');
  peer.turn('connected');
  return peer;
}

const candidate = (host: string): SignalData => ({
  type: 'candidate',
  sdpMid: '0',
  sdpMLineIndex: 0,
  usernameFragment: null,
  candidate: `candidate:1 1 udp 2122260223 ${host} 49152 typ host`,
});

describe('who comes into a meeting', () => {
  it('offers a way to all who are there, and none to who comes later, but takes theirs', async () => {
    mesh.follow([someone('a'), someone('z')], 'all');
    await settle();
    expect(offersTo()).toEqual(['a', 'z']);
    mesh.follow([someone('a'), someone('z'), someone('late')], 'nobody');
    mesh.take('late', { type: 'offer', sdp: 'theirs' });
    await settle();
    expect(offersTo()).toEqual(['a', 'z']);
    expect(answersTo()).toEqual(['late']);
    await vi.advanceTimersByTimeAsync(200);
    expect(hearing('late')).toEqual({
      state: 'connecting',
      speaks: false,
      isRelayed: false,
      trouble: undefined,
    });
  });

  it('is not heard or shown any more once they have gone', async () => {
    const peer = await reach('a');
    peer.sound();
    expect(sounding).toBe(1);
    mesh.follow([], 'nobody');
    expect(peer.did).toContain('closed');
    expect([...mesh.audioStates.get()]).toEqual([]);
    expect(sounding).toBe(0);
  });

  it('is offered the way anew after a loss, over the connection that there was', async () => {
    const peer = await reach('a');
    mesh.follow([someone('a')], 'all');
    await settle();
    expect(peers).toHaveLength(1);
    expect(peer.did).toContain('restart');
    expect(offersTo()).toEqual(['a', 'a']);
  });

  it('sends the microphone’s sound, also one that came to be later', async () => {
    const peer = await reach('a');
    const track = {} as MediaStreamTrack;
    mesh.useTrack(track);
    await settle();
    expect(peer.sends.at(-1)).toBe(track);
  });
});

describe('two who offer at once', () => {
  it('go by the offer of the one who does not give way, who says it again', async () => {
    // The one with the lesser id yields.
    mesh.follow([someone('a')], 'all');
    await settle();
    mesh.take('a', { type: 'offer', sdp: 'theirs' });
    await settle();
    expect(answersTo()).toEqual([]);
    expect(offersTo()).toEqual(['a', 'a']);
  });

  it('go by the other’s where one gives way oneself', async () => {
    mesh.follow([someone('z')], 'all');
    await settle();
    mesh.take('z', { type: 'offer', sdp: 'theirs' });
    await settle();
    expect(answersTo()).toEqual(['z']);
  });
});

describe('another’s ICE candidates', () => {
  it('wait for the description that they belong to, and those that are names are passed over', async () => {
    mesh.take('a', candidate('192.0.2.1'));
    mesh.take('a', candidate('track.example'));
    await settle();
    expect(peers[0]?.did).toEqual([]);
    mesh.take('a', { type: 'offer', sdp: 'theirs' });
    await settle();
    expect(peers[0]?.did).toMatchObject([
      { type: 'offer' },
      { candidate: expect.stringContaining('192.0.2.1') as string },
    ]);
  });
});

describe('who speaks', () => {
  it('is told though the connection to somebody who leaves never answers', async () => {
    const leaving = await reach('b');
    leaving.getStats = () => new Promise(() => undefined);
    await vi.advanceTimersByTimeAsync(400);
    const peer = await reach('a');
    peer.level = 0.5;
    await vi.advanceTimersByTimeAsync(400);
    expect(hearing('a')?.speaks).toBe(true);
  });

  it('is told though a short sound came between two looks, and silence arrives at each', async () => {
    const peer = await reach('a');
    peer.level = 0;
    await vi.advanceTimersByTimeAsync(1000);
    expect(hearing('a')?.speaks).toBe(false);
    peer.beep();
    await vi.advanceTimersByTimeAsync(200);
    expect(hearing('a')?.speaks).toBe(true);
    await vi.advanceTimersByTimeAsync(2000);
    expect(hearing('a')?.speaks).toBe(false);
  });

  it('is told as long as their sound arrives, and a moment longer', async () => {
    const peer = await reach('a');
    peer.level = 0.5;
    await vi.advanceTimersByTimeAsync(400);
    expect(hearing('a')?.speaks).toBe(true);
    peer.level = 0;
    await vi.advanceTimersByTimeAsync(400);
    expect(hearing('a')?.speaks).toBe(true);
    await vi.advanceTimersByTimeAsync(1200);
    expect(hearing('a')?.speaks).toBe(false);
  });

  it('is told only when it changes', async () => {
    const peer = await reach('a');
    let times = 0;
    mesh.audioStates.subscribe(() => {
      times += 1;
    });
    peer.level = 0.5;
    await vi.advanceTimersByTimeAsync(2000);
    expect(times).toBe(1);
  });
});

describe('a way that is not found', () => {
  it('is told after fifteen seconds, once, and is a way again when it comes to be after all', async () => {
    mesh.follow([someone('a')], 'all');
    await vi.advanceTimersByTimeAsync(14_000);
    expect(hearing('a')?.state).toBe('connecting');
    await vi.advanceTimersByTimeAsync(2000);
    expect(hearing('a')?.state).toBe('failed');
    await vi.advanceTimersByTimeAsync(60_000);
    peers[0]?.turn('failed');
    await settle();
    expect(failures).toHaveLength(1);
    peers[0]?.turn('connected');
    expect(hearing('a')?.state).toBe('connected');
  });

  it('is looked for anew by the one who offered it, each time that it is lost', async () => {
    const peer = await reach('a');
    peer.turn('disconnected');
    await vi.advanceTimersByTimeAsync(3000);
    expect(offersTo()).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(2000);
    expect(offersTo()).toHaveLength(2);
    mesh.take('a', { type: 'answer', sdp: 'theirs' });
    peer.turn('connected');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(offersTo()).toHaveLength(2);
    expect(failures).toEqual([]);
  });
});
