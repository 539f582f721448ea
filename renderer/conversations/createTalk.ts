import type { Session, SignIn } from '../../contract/conversations.ts';
import type { Main } from '../api.ts';
import { createCalls, type CallSound } from '../calls/createCalls.ts';
import { createConnection } from '../sip/connection.ts';
import { createVariable } from '../value.ts';
import { hasBegun, openKept } from './openKept.ts';
import { createReading } from './reading.ts';
import type { SignInRequest, Talk } from './talk.ts';
import { createWriting } from './writing.ts';

/** Joins the connection to the pool, the history and what is shown of both. */
export function createTalk(main: Main, sound: CallSound): Talk {
  const start = createVariable<SignIn | null>(null);
  const session = createVariable<Session | null>(null);
  const reading = createReading(main);
  let request: SignInRequest | undefined;
  /** The history opens with it: what comes before waits. */
  let beginning: Promise<Session> | undefined;

  const onSignedIn = async (isFirst: boolean): Promise<void> => {
    if (!isFirst || !request) return;
    const then = request;
    beginning = main.signedIn(then);
    const kept = await openKept(main, reading.roster, beginning);
    if (request !== then) return;
    if (!kept) {
      reading.clear();
      connection.giveUp({ kind: 'history' });
      return;
    }
    const { began, conversations, open, options } = kept;
    session.set(began);
    const reopens = options.reopenConversations || start.get()?.isReturning === true;
    const [reopened] = reopens ? open : [];
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

  const show = async (peer: string | null): Promise<void> => {
    await reading.show(peer);
    writing.resume(reading.thread.get()?.messages ?? []);
  };

  const begin = async (): Promise<SignIn> => {
    const found = await main.getSignIn();
    start.set(found);
    return found;
  };

  const signIn = (asked: SignInRequest, isPatient: boolean): void => {
    const poolUrl = start.get()?.poolUrl;
    if (poolUrl == null) return;
    request = asked;
    connection.signIn({ poolUrl, credentials: asked, isPatient });
  };

  connection.state.subscribe(() => {
    const { name } = connection.state.get();
    writing.setConnected(name === 'signedIn');
    if (name !== 'signedOut' || !session.get()) return;
    writing.clear();
    session.set(null);
    reading.clear();
    // The page is to start from what is kept now: the password is forgotten with the stay.
    start.set(null);
    void begin();
  });
  main.on('sessionChanged', (changed) => {
    if (session.get() && changed) session.set(changed);
  });
  main.on('conversationRequested', ({ peer }) => {
    if (session.get()) void show(peer);
  });
  main.on('networkReturned', connection.connectNow);
  void begin().then(({ account, password, remember, automatic, isReturning }) => {
    if (account !== null && password !== null && (automatic || isReturning))
      signIn({ account, password, remember, automatic }, true);
  });

  const { roster, thread, arrived, looks } = reading;
  return {
    ...{ start, session, roster, thread, arrived, looks, calls },
    ...{ send: writing.send, retry: writing.retry },
    connection: connection.state,
    connectNow: connection.connectNow,
    show: (peer) => {
      if (peer !== null) void main.countFeature('conversation');
      void show(peer);
    },
    signIn: (asked) => {
      signIn(asked, false);
    },
    cancel: connection.signOut,
    signOut: () => {
      void main.signedOut();
      connection.signOut();
    },
  };
}
