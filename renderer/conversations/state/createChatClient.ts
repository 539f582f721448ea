import type { Session, SignIn } from '../../../contract/conversations.ts';
import type { Main } from '../../../contract/ipc.ts';
import { createCalls, type CallSound } from '../../calls/state/createCalls.ts';
import { createConnection } from '../../sip/connection.ts';
import { createVariable, type Variable } from '../../ui/value.ts';
import { hasBegun, openKept } from './openKept.ts';
import { followAnswers } from './followAnswers.ts';
import { createDeleting } from './deleting.ts';
import { createReading } from './reading.ts';
import type { SignInRequest, ChatClient } from './chatClient.ts';
import { createWriting } from './writing.ts';

/** What the main process knows about signing in, before anybody is signed in. */
function createStart(main: Pick<Main, 'getSignIn'>) {
  const start = createVariable<SignIn | null>(null);
  const begin = async (): Promise<SignIn> => {
    const found = await main.getSignIn();
    start.set(found);
    return found;
  };
  return { start, begin };
}

/** What Candor signs in with by itself, if it should, or after a reload of the window. */
function knownRequest(found: SignIn): SignInRequest | undefined {
  const { account, password, remember, automatic, isReturning } = found;
  return account !== null && password !== null && (automatic || isReturning)
    ? { account, password, remember, automatic }
    : undefined;
}

/** Follows the main process's notices, while somebody is signed in. */
function followMain(
  main: Pick<Main, 'on'>,
  session: Variable<Session | null>,
  { roster }: Pick<ChatClient, 'roster'>,
  show: (peer: string) => Promise<void>,
  connectNow: () => void,
): void {
  main.on('sessionChanged', (changed) => {
    if (session.get() && changed) session.set(changed);
  });
  main.on('colleaguesChanged', () => void roster.rename());
  main.on('conversationRequested', ({ peer }) => {
    if (session.get()) void show(peer);
  });
  main.on('networkReturned', connectNow);
}

/** Connects the connection to the pool, the history and what is shown of both. */
export function createChatClient(main: Main, sound: CallSound): ChatClient {
  const { start, begin } = createStart(main);
  const session = createVariable<Session | null>(null);
  const reading = createReading(main);
  let request: SignInRequest | undefined;
  /** The history opens with it: what comes before that waits. */
  let beginning: Promise<Session | null> | undefined;

  const onSignedIn = async (isFirst: boolean): Promise<void> => {
    if (!isFirst || !request) return;
    const then = request;
    beginning = main.signedIn(then);
    const kept = await openKept(main, reading.roster, beginning);
    if (request !== then) return;
    if (typeof kept === 'string') {
      reading.clear();
      connection.giveUp({ kind: kept });
      return;
    }
    const { began, conversations, open, options } = kept;
    session.set(began);
    const [reopened] = options.reopenConversations || start.get()?.isReturning ? open : [];
    if (reopened !== undefined) await show(reopened);
    await writing.resumeAll(conversations);
  };

  const connection = createConnection({
    ...main,
    onText: async (text) => (await hasBegun(beginning)) && reading.onText(text),
    onSignedIn: (isFirst) => void onSignedIn(isFirst),
    onLine: (line) => {
      calls.onLine(line);
    },
  });
  const calls = createCalls({ main, dial: connection.dial, sound, onKept: reading.onCall });
  const writing = createWriting({ ...main, ...connection, noted: reading.noted });

  const deleting = createDeleting(main, reading, writing);

  const show = async (peer: string | null): Promise<void> => {
    await reading.show(peer);
    writing.resume(reading.thread.get()?.messages ?? []);
  };

  const signIn = (asked: SignInRequest, isPatient: boolean): void => {
    const poolUrl = start.get()?.poolUrl;
    if (poolUrl == null) return;
    [request, beginning] = [asked, undefined];
    connection.signIn({ poolUrl, credentials: asked, isPatient });
  };

  /** The pool may have accepted already, and the main process have begun. */
  const cancel = (): void => {
    request = undefined;
    connection.signOut();
    void hasBegun(beginning).then((begun) => (begun ? main.signedOut() : undefined));
  };

  connection.state.subscribe(() => {
    const { name } = connection.state.get();
    writing.setConnected(name === 'signedIn');
    if (name !== 'signedOut' || !session.get()) return;
    writing.clear();
    deleting.drafts.clear();
    session.set(null);
    reading.clear();
    // The page should start with what is kept now: the password is forgotten with the session.
    start.set(null);
    void begin();
  });
  followMain(main, session, reading, show, connection.connectNow);
  followAnswers(calls.current, show);
  void begin().then((found) => {
    const known = knownRequest(found);
    if (known) signIn(known, true);
  });

  return {
    ...reading,
    start,
    session,
    calls,
    ...deleting,
    send: writing.send,
    retry: writing.retry,
    connection: connection.state,
    connectNow: connection.connectNow,
    cancel,
    show: (peer) => {
      if (peer !== null) void main.countFeature('conversation');
      void show(peer);
    },
    signIn: (asked) => {
      signIn(asked, false);
    },
    signOut: () => {
      void main.signedOut();
      connection.signOut();
    },
  };
}
