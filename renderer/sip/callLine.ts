import type { RTCSession } from 'jssip/lib/RTCSession';
import type { CallDirection, CallReport } from '../../contract/calls.ts';
import { hasCandidates } from '../media/candidates.ts';
import { configurationOf } from '../media/relays.ts';
import { endingOf, type Ending, type LineEnd, type Progress } from './callEnd.ts';
import { watchQuality } from './callQuality.ts';
import { followRelays, isRemote, keepToRoute, type CallWay } from './callWay.ts';

/** How many milliseconds two devices may take to find a way to each other, once the call was answered. */
const CONNECT_MS = 20_000;
/** After how many milliseconds without anything from the other device the call has broken off. */
const BROKEN_MS = 15_000;
/** How many milliseconds the other device may ring: some never stop by themselves. */
const RING_MS = 90_000;
/** Why a call ended if no way was found. */
const NO_WAY = 'No ICE connection';

/** JsSIP's own term for a call that nobody answered. */
const UNANSWERED = 'No Answer';
/** JsSIP's own term for a call in which nothing arrives any more. */
const BROKEN = 'RTP Timeout';

export interface LineEvents {
  /** The other device rings. */
  readonly onRinging: () => void;
  /** Somebody answered; no sound flows yet. */
  readonly onAnswered: () => void;
  readonly onConnected: () => void;
  /** Whether the sound goes through a relay just now; called when that changes. */
  readonly onRelayed: (isRelayed: boolean) => void;
  readonly onHeldByPeer: (isHeld: boolean) => void;
  readonly onSound: (stream: MediaStream) => void;
  /** Called once, and nothing after it. */
  readonly onEnded: (ending: Ending, quality: NonNullable<CallReport['quality']>) => void;
}

/** One call at the pool, from dialling or ringing until it is over. */
export interface CallLine {
  readonly peer: string;
  readonly direction: CallDirection;
  readonly listen: (events: LineEvents) => void;
  /** @param stream the sound to send; it remains the caller's to close. */
  readonly answer: (stream: MediaStream, way: CallWay) => void;
  /** @param status why an incoming call is refused. */
  readonly refuse: (status: 480 | 486 | 603) => void;
  readonly hangUp: () => void;
  readonly mute: (isMuted: boolean) => void;
  /** @returns whether it was done: not while the last such request is under way. */
  readonly hold: (isHeld: boolean) => boolean;
}

interface SessionEnd {
  readonly originator: string;
  readonly cause: string;
  readonly message?: {
    readonly status_code?: number;
    readonly hasHeader?: (name: string) => boolean;
    readonly getHeader?: (name: string) => string;
  } | null;
}

/** A device that found no way says so when it hangs up (RFC 3326). */
const gaveUp = ({ message }: SessionEnd): boolean =>
  message?.hasHeader?.('Reason') === true && /cause=408/.test(message.getHeader?.('Reason') ?? '');

/** @returns what JsSIP's last event says, with our own cause if we ended the call. */
function endOf(event: SessionEnd, ownCause: string | undefined, progress: Progress): LineEnd {
  const by =
    event.originator === 'remote' ? 'remote' : event.originator === 'local' ? 'local' : 'system';
  // JsSIP's word is the same whether two devices lost each other or never met.
  const neverMet = gaveUp(event) || (progress === 'answered' && event.cause === BROKEN);
  const cause = ownCause ?? (neverMet ? NO_WAY : event.cause);
  return { by, cause, status: event.message?.status_code };
}

/** Runs a step for which JsSIP throws if the call has ended meanwhile. */
function unlessOver(session: RTCSession, step: () => void): void {
  if (!session.isEnded()) step();
}

/** Follows a session until it is over. */
function follow(
  session: RTCSession,
  direction: CallDirection,
  way: () => CallWay,
  events: LineEvents,
): void {
  let progress: Progress = 'unanswered';
  let ownCause: string | undefined;
  let quality: ReturnType<typeof watchQuality> | undefined;
  let relays: ReturnType<typeof followRelays> | undefined;
  let limit: ReturnType<typeof setTimeout> | undefined;
  const end = (cause: string, status_code = 408) => {
    ownCause = cause;
    unlessOver(session, () => {
      // The other device, which may still be trying, learns why.
      session.terminate(cause === UNANSWERED ? {} : { status_code, reason_phrase: cause });
    });
  };
  const endAfter = (delay: number, cause: string) => {
    clearTimeout(limit);
    limit = setTimeout(() => {
      end(cause);
    }, delay);
  };
  /** Some devices send sound before somebody answers, which is not a conversation yet. */
  const connectOnce = (connection: RTCPeerConnection) => {
    if (connection.connectionState !== 'connected' || progress !== 'answered') return;
    progress = 'connected';
    clearTimeout(limit);
    events.onConnected();
  };
  const onConnection = (connection: RTCPeerConnection) => {
    quality = watchQuality(connection, events.onRelayed);
    relays = followRelays(connection, way());
    connection.addEventListener('track', ({ streams: [stream] }) => {
      if (stream) events.onSound(stream);
    });
    connection.addEventListener('connectionstatechange', () => {
      connectOnce(connection);
      if (progress !== 'connected') return;
      const { connectionState } = connection;
      if (connectionState === 'connected') clearTimeout(limit);
      if (connectionState === 'disconnected') endAfter(BROKEN_MS, BROKEN);
      // JsSIP ends a call whose ICE failed, but not one whose DTLS did.
      if (connectionState === 'failed') endAfter(0, BROKEN);
    });
  };
  const onEnd = (event: SessionEnd) => {
    clearTimeout(limit);
    quality?.stop();
    relays?.stop();
    const said = endOf(event, ownCause, progress);
    const why = said.cause === NO_WAY ? (relays?.trouble() ?? NO_WAY) : said.cause;
    const ending = endingOf(direction, progress, { ...said, cause: why });
    events.onEnded(ending, quality?.get() ?? {});
  };
  // JsSIP creates an outgoing call's connection at once, an incoming one's when it is answered.
  if (direction === 'Outgoing') onConnection(session.connection);
  else
    session.on('peerconnection', ({ peerconnection }) => {
      onConnection(peerconnection);
    });
  keepToRoute(
    session,
    () => way().route,
    (sdp) => {
      if (way().route.relayOnly && !hasCandidates(sdp))
        end(relays?.trouble() ?? 'relay unreachable', 488);
    },
  );
  if (direction === 'Outgoing') {
    endAfter(RING_MS, UNANSWERED);
    session.on('progress', events.onRinging);
  }
  session.on('accepted', () => {
    if (progress !== 'unanswered') return;
    progress = 'answered';
    endAfter(CONNECT_MS, NO_WAY);
    events.onAnswered();
    connectOnce(session.connection);
  });
  for (const [name, isHeld] of [
    ['hold', true],
    ['unhold', false],
  ] as const)
    session.on(name, (event) => {
      if (isRemote(event)) events.onHeldByPeer(isHeld);
    });
  for (const name of ['failed', 'ended'] as const)
    session.on(name, (event) => {
      onEnd(event);
    });
}

/**
 * @param session one that JsSIP has just created: none of its events has been emitted yet.
 * @param dialledBy the way that an outgoing call takes; an incoming one has it from `answer`.
 */
export function createCallLine(
  session: RTCSession,
  peer: string,
  direction: CallDirection,
  dialledBy?: CallWay,
): CallLine {
  let taken = dialledBy;
  const way = (): CallWay => {
    if (!taken) throw new Error('a call has its way once it is dialled or answered');
    return taken;
  };
  return {
    peer,
    direction,
    listen: (events) => {
      follow(session, direction, way, events);
    },
    answer: (mediaStream, chosen) => {
      taken = chosen;
      unlessOver(session, () => {
        session.answer({ mediaStream, pcConfig: configurationOf(chosen.route) });
      });
    },
    refuse: (status_code) => {
      unlessOver(session, () => {
        session.terminate({ status_code });
      });
    },
    hangUp: () => {
      unlessOver(session, () => {
        session.terminate();
      });
    },
    mute: (isMuted) => {
      if (isMuted) session.mute({ audio: true });
      else session.unmute({ audio: true });
    },
    hold: (isHeld) => (isHeld ? session.hold() : session.unhold()),
  };
}

export const callOptions = (mediaStream: MediaStream, { route }: CallWay) => ({
  mediaStream,
  pcConfig: configurationOf(route),
});
