import { describe, expect, it } from 'vitest';
import type { CallRoute } from '../../../contract/callRoute.ts';
import type { CallReport } from '../../../contract/calls.ts';
import type { Main } from '../../../contract/ipc.ts';
import type { Microphone } from '../../media/microphone.ts';
import type { CallLine, LineEvents } from '../../sip/callLine.ts';
import { createCalls } from './createCalls.ts';
import { soon } from '../../testing/soon.testkit.ts';

const bob = 'bob@contoso.com';
const carol = 'carol@fabrikam.com';
const stream = {} as MediaStream;

/** A call whose other end is the test. */
function createLine(peer: string, direction: CallLine['direction']) {
  const said: string[] = [];
  let events: LineEvents | undefined;
  const line: CallLine = {
    peer,
    direction,
    listen: (told) => {
      events = told;
    },
    answer: () => said.push('answer'),
    refuse: (status) => said.push(`refuse ${status}`),
    hangUp: () => said.push('hang up'),
    mute: (isMuted) => said.push(isMuted ? 'mute' : 'unmute'),
    hold: (isHeld) => {
      said.push(isHeld ? 'hold' : 'resume');
      return true;
    },
  };
  return { line, said, tell: () => events! };
}

function createPhone(
  microphone: Promise<Microphone> = Promise.resolve({ ok: true, stream }),
  letsPeers = true,
  route: CallRoute = { relayOnly: false, mayRelay: true, access: null },
) {
  const reports: CallReport[] = [];
  const device: string[] = [];
  const dialled: ReturnType<typeof createLine>[] = [];
  const main = {
    tellCall: (report: CallReport) => {
      reports.push(report);
      return Promise.resolve({ ok: true, value: null });
    },
    allowPeers: (areAllowed: boolean) => {
      device.push(areAllowed ? 'peers' : 'no peers');
      return Promise.resolve(letsPeers);
    },
    getCallRoute: () => Promise.resolve(route),
    countFeature: () => Promise.resolve(),
    on: () => () => undefined,
  } as unknown as Main;
  const calls = createCalls({
    main,
    dial: (peer) => {
      const made = createLine(peer, 'Outgoing');
      dialled.push(made);
      return made.line;
    },
    onKept: () => undefined,
    sound: {
      openMicrophone: () => {
        device.push('microphone on');
        return microphone;
      },
      closeMicrophone: () => device.push('microphone off'),
      play: () => {
        device.push('play');
        return () => device.push('silent');
      },
      ring: (kind) => {
        device.push(`ring ${kind}`);
        return () => device.push('quiet');
      },
    },
  });
  return { calls, reports, device, dialled, phases: () => reports.map(({ phase }) => phase) };
}

describe('a call that one makes', () => {
  it('goes from dialling to the end, and gives everything back that it took of the device', async () => {
    const { calls, device, dialled, phases, reports } = createPhone();
    await calls.call(bob);
    const { tell } = dialled[0]!;
    tell().onRinging();
    tell().onAnswered();
    tell().onSound(stream);
    tell().onConnected();
    expect(calls.current.get()).toMatchObject({ peer: bob, phase: 'active' });
    tell().onEnded({ outcome: 'answered' }, { jitter: 1 });
    expect(calls.current.get()).toBeNull();
    expect(phases()).toEqual(['calling', 'ringing', 'connecting', 'active', 'ended']);
    expect(reports.at(-1)).toMatchObject({ outcome: 'answered', quality: { jitter: 1 } });
    expect(device).toEqual([
      'peers',
      'microphone on',
      'ring outgoing',
      'quiet',
      'play',
      'microphone off',
      'no peers',
      'silent',
    ]);
  });

  it('stays in view with why it failed, until that was read', async () => {
    const { calls, dialled } = createPhone();
    await calls.call(bob);
    dialled[0]!.tell().onEnded({ outcome: 'busy', code: '486' }, {});
    expect(calls.current.get()).toMatchObject({ phase: 'ended', outcome: 'busy' });
    calls.dismiss();
    expect(calls.current.get()).toBeNull();
  });

  it.each(['refused', 'none', 'busy'] as const)(
    'is not dialled without a microphone (%s)',
    async (problem) => {
      const { calls, dialled, device } = createPhone(Promise.resolve({ ok: false, problem }));
      await calls.call(bob);
      expect(dialled).toEqual([]);
      expect(calls.current.get()).toMatchObject({
        outcome: 'failed',
        code: `microphone ${problem}`,
      });
      expect(device).toEqual(['peers', 'microphone on', 'no peers']);
    },
  );

  it('is not dialled where the main process opens no way to others, and nothing is taken of the device', async () => {
    const { calls, dialled, device } = createPhone(Promise.resolve({ ok: true, stream }), false);
    await calls.call(bob);
    expect(dialled).toEqual([]);
    expect(calls.current.get()).toBeNull();
    expect(device).toEqual(['peers', 'no peers']);
  });

  it.each([
    ['relay none', { relayOnly: true, mayRelay: true, access: null }],
    ['relay forbidden', { relayOnly: true, mayRelay: false, access: null }],
  ])(
    'is not dialled, nor the microphone opened, where it may go through a relay only (%s)',
    async (code, route) => {
      const { calls, dialled, device } = createPhone(undefined, true, route);
      await calls.call(bob);
      expect(dialled).toEqual([]);
      expect(calls.current.get()).toMatchObject({ outcome: 'failed', code });
      expect(device).toEqual(['peers', 'no peers']);
    },
  );

  it('says when its sound goes through a relay', async () => {
    const { calls, dialled, reports } = createPhone();
    await calls.call(bob);
    const { tell } = dialled[0]!;
    tell().onAnswered();
    tell().onConnected();
    tell().onRelayed(true);
    expect(calls.current.get()).toMatchObject({ isRelayed: true });
    expect(reports.at(-1)).toMatchObject({ isRelayed: true });
  });

  it('that was given up before the microphone opened is not dialled', async () => {
    const opening = Promise.withResolvers<Microphone>();
    const { calls, dialled, device } = createPhone(opening.promise);
    const calling = calls.call(bob);
    calls.hangUp();
    opening.resolve({ ok: true, stream });
    await calling;
    expect(dialled).toEqual([]);
    expect(calls.current.get()).toBeNull();
    expect(device).toEqual(['peers', 'microphone on', 'no peers', 'microphone off']);
  });

  it('is the only one: another is neither made nor taken, and the one who called meanwhile is missed', async () => {
    const { calls, dialled, reports } = createPhone();
    await calls.call(bob);
    await calls.call(carol);
    expect(dialled).toHaveLength(1);
    const { line, said } = createLine(carol, 'Incoming');
    calls.onLine(line);
    expect(said).toEqual(['refuse 486']);
    expect(calls.current.get()).toMatchObject({ peer: bob });
    expect(reports.at(-1)).toMatchObject({ peer: carol, phase: 'ended', outcome: 'missed' });
  });
});

describe('a call that comes', () => {
  it('rings until it is answered', async () => {
    const { calls, device } = createPhone();
    const { line, said } = createLine(bob, 'Incoming');
    calls.onLine(line);
    expect(device).toEqual(['ring incoming']);
    await calls.answer();
    expect(said).toEqual(['answer']);
    expect(device).toEqual(['ring incoming', 'quiet', 'peers', 'microphone on']);
  });

  it('is declined by the person, and stops ringing once the line says so', () => {
    const { calls, device } = createPhone();
    const { line, said, tell } = createLine(bob, 'Incoming');
    calls.onLine(line);
    calls.decline();
    expect(said).toEqual(['refuse 603']);
    tell().onEnded({ outcome: 'declined' }, {});
    expect(calls.current.get()).toBeNull();
    expect(device).toEqual(['ring incoming', 'quiet']);
  });

  it('that can’t be answered for want of a microphone ends, and the caller is told', async () => {
    const { calls } = createPhone(Promise.resolve({ ok: false, problem: 'none' }));
    const { line, said } = createLine(bob, 'Incoming');
    calls.onLine(line);
    await calls.answer();
    expect(said).toEqual(['refuse 480']);
    expect(calls.current.get()).toMatchObject({ phase: 'ended', code: 'microphone none' });
  });

  it('that ended while it was being answered is not answered', async () => {
    const opening = Promise.withResolvers<Microphone>();
    const { calls } = createPhone(opening.promise);
    const { line, said, tell } = createLine(bob, 'Incoming');
    calls.onLine(line);
    const answering = calls.answer();
    tell().onEnded({ outcome: 'missed' }, {});
    opening.resolve({ ok: true, stream });
    await answering;
    expect(said).toEqual([]);
  });
});

it('mutes and holds what is under way, and nothing else', async () => {
  const { calls, dialled } = createPhone();
  calls.mute(true);
  calls.hold(true);
  await calls.call(bob);
  const { said, tell } = dialled[0]!;
  calls.hold(true);
  tell().onAnswered();
  tell().onConnected();
  calls.mute(true);
  calls.hold(true);
  expect(said).toEqual(['mute', 'hold']);
  expect(calls.current.get()).toMatchObject({ isMuted: true, isHeld: true });
  await soon(() => {
    expect(calls.current.get()?.connectedAt).toBeGreaterThan(0);
  });
});
