import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { MicrophoneProblem } from '../../media/microphone.ts';
import { createMicrophoneCheck } from './microphoneCheck.ts';

/** A device, or why there is none, for each time that one is asked for. */
let devices: (string | DOMException)[];
let asked: (MediaStreamConstraints | undefined)[];
let stopped: string[];
let problems: MicrophoneProblem[];

const refused = new DOMException('', 'NotAllowedError');
const none = new DOMException('', 'NotFoundError');
const busy = new DOMException('', 'NotReadableError');

const streamOf = (label: string) =>
  ({ getTracks: () => [{ stop: () => stopped.push(label) }] }) as unknown as MediaStream;

beforeEach(() => {
  [devices, asked, stopped, problems] = [[], [], [], []];
  vi.stubGlobal('navigator', {
    mediaDevices: {
      getUserMedia: (constraints?: MediaStreamConstraints) => {
        asked.push(constraints);
        const device = devices.shift() ?? none;
        return typeof device === 'string'
          ? Promise.resolve(streamOf(device))
          : Promise.reject(device);
      },
    },
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const create = (chosen = '') =>
  createMicrophoneCheck(
    () => Promise.resolve(chosen),
    (problem) => problems.push(problem),
  );
const settle = () => new Promise(setImmediate);

describe('the microphone before a meeting', () => {
  it('is the one that the person chose, or the system’s where they chose none', async () => {
    for (const chosen of ['', 'headset']) {
      devices = ['a'];
      create(chosen).open();
      await settle();
    }
    expect(asked).toEqual([{ audio: true }, { audio: { deviceId: { ideal: 'headset' } } }]);
  });

  it.each([
    ['refused', refused],
    ['none', none],
    ['busy', busy],
  ] as const)('says what is wrong, each time, until it works: %s', async (problem, error) => {
    devices = [error, error, 'a'];
    const check = create();
    for (let times = 0; times < 2; times += 1) {
      check.open();
      expect(check.state.get()).toEqual({ name: 'asking' });
      await settle();
      expect(check.state.get()).toEqual({ name: 'closed', problem });
    }
    expect(check.handOver()).toBeNull();
    check.open();
    await settle();
    expect(check.state.get().name).toBe('open');
    expect(problems).toEqual([problem, problem]);
  });

  it('is closed with the page, unless it was handed over', async () => {
    devices = ['a', 'b'];
    const check = create();
    check.open();
    await settle();
    check.close();
    expect(stopped).toEqual(['a']);
    check.open();
    await settle();
    expect(check.handOver()).not.toBeNull();
    check.close();
    expect(stopped).toEqual(['a']);
  });

  it('that opens only after the page is gone is closed at once', async () => {
    devices = ['late'];
    const check = create();
    check.open();
    check.close();
    await settle();
    expect(stopped).toEqual(['late']);
    expect(check.state.get().name).toBe('asking');
  });
});
