import { createVariable, type Value } from '../ui/value.ts';
import type { CallLine } from './callLine.ts';
import type { CallWay } from './callWay.ts';
import type { ConnectionState } from './connectionState.ts';
import type { WhySignedOut } from './failure.ts';
import {
  createPoolSession,
  type PoolSession,
  type PoolSessionPorts,
  type PoolSessionSettings,
} from './poolSession.ts';

export interface Connection extends Pick<PoolSession, 'send' | 'quality'> {
  readonly state: Value<ConnectionState>;
  readonly signIn: (settings: Omit<PoolSessionSettings, 'device'>) => void;
  readonly signOut: () => void;
  /** Signs out because of something that went wrong outside the pool. */
  readonly giveUp: (failure: WhySignedOut) => void;
  /** Tries again now; if there seems to be a connection, checks it. */
  readonly connectNow: () => void;
  /**
   * Calls somebody; undefined if nobody is signed in.
   * @param stream the sound to send.
   */
  readonly dial: (peer: string, stream: MediaStream, way: CallWay) => CallLine | undefined;
}

/** The window's one connection to the pool. */
export function createConnection(ports: PoolSessionPorts): Connection {
  const state = createVariable<ConnectionState>({ name: 'signedOut', failure: null });
  let session: PoolSession | undefined;
  /** The pending request to sign in, until the way to the pool is open. */
  let opening: object | undefined;

  const leave = (failure: WhySignedOut | null): void => {
    if (session) session.leave(failure);
    else if (opening) state.set({ name: 'signedOut', failure });
    [session, opening] = [undefined, undefined];
  };

  return {
    state,
    signIn: (settings) => {
      leave(null);
      state.set({ name: 'connecting' });
      const mine = {};
      opening = mine;
      // Candor's own walls would refuse an attempt until the way is open.
      const { account } = settings.credentials;
      void ports.openPoolWay({ account }).then((device) => {
        if (opening !== mine) return;
        opening = undefined;
        session = createPoolSession({ ...settings, device }, state, ports);
        session.start();
      });
    },
    signOut: () => {
      leave(null);
    },
    giveUp: leave,
    connectNow: () => {
      session?.connectNow();
    },
    send: (text) => session?.send(text) ?? Promise.resolve({ result: 'lost' }),
    dial: (peer, stream, way) => session?.dial(peer, stream, way),
    quality: () => session?.quality() ?? {},
  };
}
