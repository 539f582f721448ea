import { createVariable, type Value } from '../value.ts';
import type { CallLine } from './callLine.ts';
import type { ConnectionState } from './connectionState.ts';
import { createStay, type Stay, type StayPorts, type StaySettings } from './stay.ts';

export interface Connection extends Pick<Stay, 'send' | 'quality'> {
  readonly state: Value<ConnectionState>;
  readonly signIn: (settings: StaySettings) => void;
  readonly signOut: () => void;
  /** Tries again now; where a connection seems to stand, makes sure of it. */
  readonly connectNow: () => void;
  /** Calls somebody; nothing where nobody is signed in. @param stream what the other is to hear. */
  readonly dial: (peer: string, stream: MediaStream) => CallLine | undefined;
}

/** The window's one connection to the pool. */
export function createConnection(ports: StayPorts): Connection {
  const state = createVariable<ConnectionState>({ name: 'signedOut', failure: null });
  let stay: Stay | undefined;
  return {
    state,
    signIn: (settings) => {
      stay?.leave(null);
      state.set({ name: 'connecting' });
      stay = createStay(settings, state, ports);
      stay.start();
    },
    signOut: () => {
      stay?.leave(null);
      stay = undefined;
    },
    connectNow: () => {
      stay?.connectNow();
    },
    send: (text) => stay?.send(text) ?? Promise.resolve({ result: 'lost' }),
    dial: (peer, stream) => stay?.dial(peer, stream),
    quality: () => stay?.quality() ?? {},
  };
}
