import { expect, test, vi } from 'vitest';
import type { CallView } from '../../../contract/calls.ts';
import type { Message } from '../../../contract/conversations.ts';
import { personColour } from '../../../contract/personColour.ts';
import { createTexts } from '../../../contract/text/index.ts';
import { CallBar } from '../../calls/view/CallBar.tsx';
import { IncomingCall } from '../../calls/view/IncomingCall.tsx';
import type { MeetingSession } from '../../meeting/state/meetingSession.ts';
import { RosterList } from '../../meeting/view/RosterList.tsx';
import { renderComponent } from '../../testing/renderComponent.testkit.tsx';
import { createVariable } from '../../ui/value.ts';
import type { ChatClient } from '../state/chatClient.ts';
import { entryOf } from '../state/entries.ts';
import type { ThreadState } from '../state/thread.ts';
import { ConversationRow } from './ConversationRow.tsx';
import { MessageList } from './MessageList.tsx';
import { PaneHeader } from './PaneHeader.tsx';

const { t } = createTexts('en');
const nothing = () => undefined;
const bob = 'bob@contoso.com';
const stranger = 'carol@fabrikam.com';

/** Alice knows Bob by the pool alone, and Carol not at all. */
function talkingWith(peer: string, own = '') {
  const known = {
    isLoaded: true,
    contacts: own === '' ? [] : [{ address: peer, name: own }],
    colleagues: new Map([[bob, 'Bob Baker']]),
    account: 'alice@contoso.com',
    conversations: new Map(),
  };
  const call: CallView = {
    id: crypto.randomUUID(),
    peer,
    name: '',
    connectedAt: null,
    direction: 'Outgoing',
    phase: 'ringing',
    isMuted: false,
    isHeld: false,
    isHeldByPeer: false,
  };
  const current = createVariable<CallView | null>(call);
  const chatClient = {
    roster: { ...createVariable(known) },
    connection: createVariable({ name: 'signedIn' }),
    calls: { current, dismiss: vi.fn() },
    thread: { trim: nothing, readOlder: () => Promise.resolve() },
  } as unknown as Partial<ChatClient>;
  return { chatClient, entry: entryOf(known, peer, t), current, call };
}

const row = (entry: ReturnType<typeof talkingWith>['entry']) => (
  <ConversationRow
    entry={entry}
    isShown={false}
    onShow={nothing}
    onMenu={nothing}
    onDelete={nothing}
  />
);

test.each([
  ['', 'Bob Baker'],
  ['Bobby', 'Bobby'],
])(
  'a colleague bears the pool’s name, but the person’s own before it; the address stays at hand: %j',
  async (own, name) => {
    const { chatClient, entry } = talkingWith(bob, own);
    const screen = await renderComponent(
      <>
        {row(entry)}
        <PaneHeader entry={entry} isNarrow={false} onAsk={nothing} />
        <CallBar />
      </>,
      { chatClient },
    );
    await expect.element(screen.getByRole('heading', { name }).first()).toBeVisible();
    const inList = screen.getByRole('button', { name: new RegExp(`^${name}`) });
    await expect.element(inList).toHaveAttribute('title', bob);
    await expect.element(screen.getByRole('banner').getByText(bob)).toBeVisible();
    await expect.element(screen.getByRole('region', { name: `Call with ${name}` })).toBeVisible();
  },
);

test('a person has one colour, in conversations, in calls, and in a meeting, whose pool tells no address', async () => {
  const { chatClient, entry } = talkingWith(bob, 'Bobby');
  const participant = (id: string, colour?: number) => ({
    id,
    name: id,
    guest: colour === undefined,
    host: false,
    muted: false,
    isConnected: true,
    colour,
  });
  const participants = [
    participant('Bob Baker', personColour(bob)),
    participant('Bobby'),
    participant('me'),
  ];
  const session = {
    roster: createVariable({ self: 'me', participants }),
    audioStates: createVariable(new Map()),
    isMuted: createVariable(true),
    stream: undefined,
  } as unknown as MeetingSession;
  await renderComponent(
    <>
      {row(entry)}
      <PaneHeader entry={entry} isNarrow={false} onAsk={nothing} />
      <CallBar />
      <RosterList session={session} />
    </>,
    { chatClient },
  );
  const colours = () =>
    [...document.querySelectorAll('.fui-Avatar__initials')].map(
      (initials) => getComputedStyle(initials).backgroundColor,
    );
  await expect.poll(() => colours().length).toBe(6);
  const [inRow, inHeader, inCall, inMeeting, ofGuest] = colours();
  expect([inHeader, inCall, inMeeting]).toEqual([inRow, inRow, inRow]);
  // Nobody knows that a guest is who they say.
  expect(ofGuest).not.toBe(inRow);
});

const first = (peer: string): Message => ({
  place: 1,
  id: crypto.randomUUID(),
  peer,
  text: 'Hello there',
  at: '2026-11-25T10:00:00',
  delivery: 'received',
});

test.each([
  ['a colleague', bob, '', false],
  ['a contact from elsewhere', stranger, 'Carol', false],
  ['a stranger', stranger, '', true],
])(
  'at the first message and call of %s it is said that they are a stranger, or not',
  async (_what, peer, own, isSaid) => {
    const { chatClient, entry, current, call } = talkingWith(peer, own);
    const thread: ThreadState = {
      peer,
      reading: null,
      problem: null,
      messages: [first(peer)],
      hasOlder: false,
      firstUnread: null,
    };
    const list = (hasOlder: boolean) => (
      <div style={{ height: '400px' }}>
        <MessageList
          thread={{ ...thread, hasOlder }}
          name={entry.name}
          isStranger={entry.isStranger}
          onLink={nothing}
        />
      </div>
    );
    const screen = await renderComponent(list(false), { chatClient });
    const said = screen.getByText(t('conversations.stranger'), { exact: false });
    await expect.element(screen.getByText('Hello there')).toBeVisible();
    expect(said.elements()).toHaveLength(isSaid ? 1 : 0);
    await screen.unmount();
    // Their further messages need not repeat it.
    const later = await renderComponent(list(true), { chatClient });
    await expect.element(later.getByText('Hello there')).toBeVisible();
    expect(said.elements()).toHaveLength(0);
    await later.unmount();
    current.set({ ...call, direction: 'Incoming' });
    const calling = await renderComponent(<IncomingCall />, { chatClient });
    await expect.element(calling.getByRole('alertdialog')).toBeVisible();
    expect(said.elements()).toHaveLength(isSaid ? 1 : 0);
  },
);
