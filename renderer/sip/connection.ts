import { createVariable, type Value } from '../ui/value.ts';
import type { CallLine } from './callLine.ts';
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
  readonly signIn: (settings: PoolSessionSettings) => void;
  readonly signOut: () => void;
  /** Signs out for something that went wrong outside the pool. */
  readonly giveUp: (failure: WhySignedOut) => void;
  /** Tries again now; where a connection seems to stand, makes sure of it. */
  readonly connectNow: () => void;
  /** Calls somebody; nothing where nobody is signed in. @param stream what the other is to hear. */
  readonly dial: (peer: string, stream: MediaStream) => CallLine | undefined;
}

/** The window's one connection to the pool. */
export function createConnection(ports: PoolSessionPorts): Connection {
  const state = createVariable<ConnectionState>({ name: 'signedOut', failure: null });
  let stay: PoolSession | undefined;

  const leave = (failure: WhySignedOut | null): void => {
    stay?.leave(failure);
    stay = undefined;
  };

  return {
    state,
    signIn: (settings) => {
      stay?.leave(null);
      state.set({ name: 'connecting' });
      const mine = createPoolSession(settings, state, ports);
      stay = mine;
      // Candor's own walls would refuse an attempt until the way is open.
      void ports.openPoolWay().then(() => {
        if (stay === mine) mine.start();
      });
    },
    signOut: () => {
      leave(null);
    },
    giveUp: leave,
    connectNow: () => {
      stay?.connectNow();
    },
    send: (text) => stay?.send(text) ?? Promise.resolve({ result: 'lost' }),
    dial: (peer, stream) => stay?.dial(peer, stream),
    quality: () => stay?.quality() ?? {},
  };
}
