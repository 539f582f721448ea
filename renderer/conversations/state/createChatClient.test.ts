import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Contact, Message, Session, SignIn } from '../../../contract/conversations.ts';
import type { Main, Notices, View } from '../../../contract/ipc.ts';
import { passwords, startPool, type TestPool } from '../../../service/pool/testing/startPool.ts';
import type { CallSound } from '../../calls/state/createCalls.ts';
import { createPoolUser } from '../../testing/talker.testkit.ts';
import { createChatClient } from './createChatClient.ts';
import type { ChatClient } from './chatClient.ts';
import { soon } from '../../testing/soon.testkit.ts';

const alice = 'alice@contoso.com';
const bob = 'bob@contoso.com';

/** A device that has no microphone, and makes no sound. */
const noSound: CallSound = {
  openMicrophone: () => Promise.resolve({ ok: false, problem: 'none' }),
  closeMicrophone: () => undefined,
  play: () => () => undefined,
  ring: () => () => undefined,
};

let pool: TestPool;
const leaving: (() => void)[] = [];

beforeEach(async () => {
  pool = await startPool();
});
afterEach(async () => {
  for (const leave of leaving.splice(0)) leave();
  await pool.remove();
});

/** A main process in memory, with a history that outlives the window. */
function createMain(
  more: Partial<SignIn> = {},
  open: readonly string[] = [],
  history: Message[] = [],
) {
  const listeners = new Map<string, (value: unknown) => void>();
  const called: string[] = [];
  const seen: string[] = [];
  const began = Promise.withResolvers<undefined>();
  const held: Message[] = history;
  const contacts: Contact[] = [];
  const call = (name: string): Promise<void> => {
    called.push(name);
    return Promise.resolve();
  };
  const answer = <T>(value: T) => Promise.resolve({ ok: true as const, value });
  const startFrom = (from: Partial<SignIn>): SignIn => ({
    poolUrl: pool.wsUrl,
    account: null,
    password: null,
    remember: false,
    automatic: false,
    canRemember: true,
    isReturning: false,
    ...from,
  });
  let start = startFrom(more);
  const session: Session = { account: alice, displayName: null, organisation: null };
  const main = {
    getSignIn: () => Promise.resolve(start),
    openPoolWay: () => Promise.resolve(null),
    getView: () => Promise.resolve({ options: { reopenConversations: true } } as View),
    signInAttempted: () => call('signInAttempted'),
    signInFailed: () => call('signInFailed'),
    signedOut: () => call('signedOut'),
    countFeature: (name: string) => call(name),
    connectionLost: () => call('connectionLost'),
    setOpenConversations: ({ peers }: { peers: readonly string[] }) => call(`open ${peers.join()}`),
    markRead: ({ peer }: { peer: string }) => call(`read ${peer}`),
    checkPool: () => Promise.resolve('unreachable' as const),
    signedIn: () => began.promise.then(() => session),
    listContacts: () => Promise.resolve(contacts),
    listColleagues: () => Promise.resolve([]),
    addContact: (contact: Contact) => answer([...contacts, contact]),
    listConversations: () => {
      const peers = [...new Set(held.map(({ peer }) => peer))];
      const last = (peer: string) => held.findLast((message) => message.peer === peer) ?? null;
      const conversations = peers.map((peer) => ({ peer, unread: 0, last: last(peer) }));
      return Promise.resolve({ conversations, open });
    },
    readMessages: ({ peer, limit }: { peer: string; limit: number }) =>
      answer(held.filter((message) => message.peer === peer).slice(-limit)),
    storeMessage: ({ id, peer, text, direction, isSeen }: Parameters<Main['storeMessage']>[0]) => {
      if (isSeen) seen.push(text);
      if (held.some((message) => message.id === id)) return answer(null);
      const delivery = direction === 'Incoming' ? ('received' as const) : ('sending' as const);
      const message = {
        place: held.length,
        id,
        peer,
        text,
        at: new Date().toISOString(),
        delivery,
      };
      held.push(message);
      return answer(message);
    },
    settleMessage: ({ id, delivery }: Parameters<Main['settleMessage']>[0]) => {
      const index = held.findIndex((message) => message.id === id);
      const settled = { ...held[index]!, delivery };
      held[index] = settled;
      return answer(settled);
    },
    deleteConversation: ({ peer }: { peer: string }) => {
      for (const message of held.filter((one) => one.peer === peer))
        held.splice(held.indexOf(message), 1);
      return answer({ unproved: null, copies: 0 });
    },
    on: <N extends keyof Notices>(notice: N, listener: (value: Notices[N]) => void) => {
      listeners.set(notice, listener as (value: unknown) => void);
      return () => undefined;
    },
  } as unknown as Main;
  return {
    main,
    called,
    seen,
    held,
    startsFrom: (from: Partial<SignIn>) => {
      start = startFrom(from);
    },
    begin: () => {
      began.resolve(undefined);
    },
    tell: <N extends keyof Notices>(notice: N, value: Notices[N]) => listeners.get(notice)?.(value),
  };
}

function openTalk(main: Main): ChatClient {
  const chatClient = createChatClient(main, noSound);
  leaving.push(chatClient.cancel);
  return chatClient;
}

async function bobs() {
  const talker = createPoolUser();
  leaving.push(talker.connection.signOut);
  talker.connection.signIn({
    poolUrl: pool.wsUrl,
    credentials: { account: bob, password: passwords[bob] },
    isPatient: false,
  });
  await talker.until('signedIn');
  return talker;
}

const request = { account: alice, password: passwords[alice], remember: false, automatic: false };
const signedIn = (chatClient: ChatClient) =>
  vi.waitFor(
    () => {
      expect(chatClient.session.get()).not.toBeNull();
    },
    { timeout: 10_000 },
  );
const started = (chatClient: ChatClient) =>
  soon(() => {
    expect(chatClient.start.get()).not.toBeNull();
  });

describe('conversations in a window', () => {
  it('begin when the person signs in, and end when they sign out', async () => {
    const { main, called, begin } = createMain();
    begin();
    const chatClient = openTalk(main);
    await started(chatClient);
    expect(chatClient.session.get()).toBeNull();
    chatClient.signIn(request);
    await signedIn(chatClient);
    chatClient.show(bob);
    await chatClient.send(bob, 'hello');
    chatClient.signOut();
    expect(chatClient.session.get()).toBeNull();
    expect(chatClient.thread.get()).toBeNull();
    expect(chatClient.roster.get().isLoaded).toBe(false);
    expect(called).toContain('signedOut');
  });

  it('go when they are deleted, with what is being written and what was heard last; what comes just then stays', async () => {
    const { main, begin } = createMain();
    begin();
    const chatClient = openTalk(main);
    await started(chatClient);
    chatClient.signIn(request);
    await signedIn(chatClient);
    const talker = await bobs();
    const say = (text: string) =>
      talker.connection.send({ id: crypto.randomUUID(), peer: alice, text });
    await say('before');
    await vi.waitFor(() => {
      expect(chatClient.arrived.get()?.text).toBe('before');
    });
    chatClient.show(bob);
    chatClient.drafts.set(bob, 'being written');
    const saying = say('just then');
    await chatClient.deleteMessages(bob);
    expect(chatClient.thread.get()).toBeNull();
    expect(chatClient.drafts.size).toBe(0);
    await saying;
    await vi.waitFor(() => {
      expect(chatClient.arrived.get()?.text).toBe('just then');
    });
    expect(chatClient.roster.get().conversations.get(bob)?.last?.text).toBe('just then');
    chatClient.show(bob);
    await vi.waitFor(() => {
      expect(chatClient.thread.get()?.messages.map(({ text }) => text)).toEqual(['just then']);
    });
    chatClient.looks(false);
  });

  it('begin by themselves with a remembered password, and open what was open', async () => {
    const remembered = { account: alice, password: passwords[alice], automatic: true };
    const { main, begin } = createMain(remembered, [bob]);
    begin();
    const chatClient = openTalk(main);
    await signedIn(chatClient);
    await soon(() => {
      expect(chatClient.thread.get()?.peer).toBe(bob);
    });
  });

  it('wait for the person where only the password is remembered, and forget it with the stay', async () => {
    const remembered = { account: alice, password: passwords[alice], remember: true };
    const { main, called, begin, startsFrom } = createMain(remembered);
    begin();
    const chatClient = openTalk(main);
    await started(chatClient);
    expect(chatClient.connection.get()).toEqual({ name: 'signedOut', failure: null });
    expect(called).not.toContain('signInAttempted');
    chatClient.signIn({ ...request, remember: true });
    await signedIn(chatClient);
    startsFrom({ ...remembered, password: null });
    chatClient.signOut();
    expect(chatClient.start.get()?.password).toBeUndefined();
    await started(chatClient);
    expect(chatClient.start.get()).toMatchObject({ account: alice, password: null });
  });

  it('stay signed out where that is wished for after the pool said yes, before the history is open', async () => {
    const { main, called, begin } = createMain();
    const chatClient = openTalk(main);
    await started(chatClient);
    chatClient.signIn(request);
    await soon(() => {
      expect(chatClient.connection.get().name).toBe('signedIn');
    });
    chatClient.cancel();
    begin();
    await soon(() => {
      expect(called).toContain('signedOut');
    });
    expect(chatClient.session.get()).toBeNull();
    expect(chatClient.connection.get()).toMatchObject({ name: 'signedOut', failure: null });
  });

  it('keep what comes before the history is open, and tell its sender so only then', async () => {
    const { main, held, begin } = createMain();
    const chatClient = openTalk(main);
    const talker = await bobs();
    await started(chatClient);
    chatClient.signIn(request);
    await soon(() => {
      expect(chatClient.connection.get().name).toBe('signedIn');
    });
    const early = talker.write(alice, 'an early bird');
    const other = talker.write('carol@fabrikam.com', 'who is away');
    await soon(() => {
      expect(talker.settled.has(other)).toBe(true);
    });
    expect(talker.settled.has(early)).toBe(false);
    begin();
    await soon(() => {
      expect(talker.settled.get(early)).toEqual({ delivery: 'delivered' });
    });
    expect(held).toMatchObject([{ peer: bob, text: 'an early bird', delivery: 'received' }]);
    await soon(() => {
      expect(chatClient.roster.get().conversations.get(bob)?.last?.text).toBe('an early bird');
    });
  });

  it('send what waited when the window was loaded anew', async () => {
    const waiting: Message = {
      place: 0,
      id: crypto.randomUUID(),
      peer: bob,
      text: 'from yesterday',
      at: '2026-11-24T10:00:00Z',
      delivery: 'sending',
    };
    const { main, held, begin } = createMain({}, [], [waiting]);
    begin();
    const talker = await bobs();
    const chatClient = openTalk(main);
    await started(chatClient);
    chatClient.signIn(request);
    await soon(() => {
      expect(held[0]?.delivery).toBe('delivered');
    });
    expect(talker.received).toEqual([{ id: waiting.id, peer: alice, text: 'from yesterday' }]);
  });

  it('count as unread what the person does not look at, until they do', async () => {
    const { main, called, seen, begin } = createMain();
    begin();
    const talker = await bobs();
    const chatClient = openTalk(main);
    await started(chatClient);
    chatClient.signIn(request);
    await signedIn(chatClient);
    chatClient.show(bob);
    chatClient.looks(false);
    talker.write(alice, 'one');
    talker.write(alice, 'two');
    const unread = () => chatClient.roster.get().conversations.get(bob)?.unread;
    await soon(() => {
      expect(unread()).toBe(2);
    });
    expect(chatClient.thread.get()?.firstUnread).toBe(0);
    const before = called.length;
    chatClient.looks(true);
    expect(unread()).toBe(0);
    expect(called.slice(before)).toEqual([`read ${bob}`]);
    talker.write(alice, 'three');
    await soon(() => {
      expect(chatClient.arrived.get()?.text).toBe('three');
    });
    expect(unread()).toBe(0);
    expect(seen).toEqual(['three']);
    expect(called.slice(before)).toEqual([`read ${bob}`]);
  });

  it.each(['signedIn', 'listConversations', 'listContacts'] as const)(
    'say that the history could not be opened where %s fails, and begin at the next try',
    async (failing) => {
      const { main, begin } = createMain();
      begin();
      let isBroken = true;
      const broken: Main = {
        ...main,
        [failing]: (asked: never) =>
          isBroken ? Promise.reject(new Error('disk I/O error')) : main[failing](asked),
      };
      const chatClient = openTalk(broken);
      await started(chatClient);
      chatClient.signIn(request);
      await soon(() => {
        const failure = { kind: 'history' };
        expect(chatClient.connection.get()).toEqual({ name: 'signedOut', failure });
      });
      expect(chatClient.session.get()).toBeNull();
      expect(chatClient.roster.get().isLoaded).toBe(false);
      isBroken = false;
      chatClient.signIn(request);
      await signedIn(chatClient);
      expect(chatClient.roster.get().isLoaded).toBe(true);
    },
  );

  it('say that the account could not be proved where the main process says so, and begin at the next try', async () => {
    const { main, begin } = createMain();
    begin();
    let isProved = false;
    const chatClient = openTalk({
      ...main,
      signedIn: (how) => (isProved ? main.signedIn(how) : Promise.resolve(null)),
    });
    await started(chatClient);
    chatClient.signIn(request);
    await soon(() => {
      const failure = { kind: 'unproven' };
      expect(chatClient.connection.get()).toEqual({ name: 'signedOut', failure });
    });
    expect(chatClient.session.get()).toBeNull();
    expect(chatClient.roster.get().isLoaded).toBe(false);
    isProved = true;
    chatClient.signIn(request);
    await signedIn(chatClient);
    expect(chatClient.roster.get().isLoaded).toBe(true);
  });

  it('show the one that a notification was chosen for', async () => {
    const { main, tell, begin } = createMain();
    begin();
    const chatClient = openTalk(main);
    await started(chatClient);
    tell('conversationRequested', { peer: bob });
    expect(chatClient.thread.get()).toBeNull();
    chatClient.signIn(request);
    await signedIn(chatClient);
    tell('conversationRequested', { peer: bob });
    expect(chatClient.thread.get()?.peer).toBe(bob);
  });
});
