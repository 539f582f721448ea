import type { Deletion, Message, Session, SignIn } from '../../../contract/conversations.ts';
import type { Answer } from '../../../contract/ipcCall.ts';
import type { Calls } from '../../calls/state/createCalls.ts';
import type { Connection } from '../../sip/connection.ts';
import type { ConnectionState } from '../../sip/connectionState.ts';
import type { Value } from '../../ui/value.ts';
import type { Roster } from './roster.ts';
import type { Thread } from './thread.ts';

export interface SignInRequest {
  readonly account: string;
  readonly password: string;
  readonly remember: boolean;
  readonly automatic: boolean;
}

/** The whole state of conversations, for the components that show them. */
export interface ChatClient {
  /** Null until the main process has said what to start with. */
  readonly start: Value<SignIn | null>;
  readonly connection: Value<ConnectionState>;
  readonly session: Value<Session | null>;
  readonly roster: Roster;
  readonly thread: Thread;
  /** The latest message that came, for screen readers. */
  readonly arrived: Value<Message | null>;
  readonly calls: Calls;
  readonly signIn: (request: SignInRequest) => void;
  /** Cancels signing in; nothing is forgotten. */
  readonly cancel: () => void;
  readonly signOut: () => void;
  readonly connectNow: Connection['connectNow'];
  readonly show: (peer: string | null) => void;
  /** @returns what went wrong, if the message could not be kept. */
  readonly send: (peer: string, text: string) => Promise<string | undefined>;
  readonly retry: (message: Message) => Promise<void>;
  /** The unsent text of each conversation. */
  readonly drafts: Map<string, string>;
  /** Deletes the messages and calls with a peer, or with everyone if it is null, and what waits to be sent. */
  readonly deleteMessages: (peer: string | null) => Promise<Answer<Deletion>>;
  /** The person looks at the window, or away from it. */
  readonly looks: (isLooking: boolean) => void;
}
