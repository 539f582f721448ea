import { useState } from 'react';
import { expect, test, vi } from 'vitest';
import type { CallView } from '../../../contract/calls.ts';
import type { ChatClient } from '../../conversations/state/chatClient.ts';
import type { ThreadState } from '../../conversations/state/thread.ts';
import { ConversationPane } from '../../conversations/view/ConversationPane.tsx';
import { renderComponent } from '../../testing/renderComponent.testkit.tsx';
import { createVariable } from '../../ui/value.ts';
import { useValue } from '../../ui/useValue.ts';
import { CallBar } from './CallBar.tsx';

const bob = 'bob@contoso.com';
const thread: ThreadState = {
  peer: bob,
  reading: null,
  problem: null,
  messages: [],
  hasOlder: false,
  firstUnread: null,
};

/** A call with Bob, and the conversation with him, which opens as the call is answered. */
function called(direction: CallView['direction']) {
  const current = createVariable<CallView | null>({
    id: crypto.randomUUID(),
    peer: bob,
    name: '',
    connectedAt: null,
    direction,
    phase: 'ringing',
    isMuted: false,
    isHeld: false,
    isHeldByPeer: false,
  });
  const known = { isLoaded: true, contacts: [], conversations: new Map() };
  const chatClient = {
    roster: createVariable({ ...known, colleagues: new Map(), account: 'alice@contoso.com' }),
    connection: createVariable({ name: 'signedIn' }),
    calls: { current, dismiss: vi.fn() },
    send: vi.fn(),
  } as unknown as Partial<ChatClient>;
  const change = (changes: Partial<CallView>) => {
    const call = current.get();
    if (call) current.set({ ...call, ...changes });
  };
  return { chatClient, current, change };
}

function Talking({ current }: Pick<ReturnType<typeof called>, 'current'>) {
  const call = useValue(current);
  const [drafts] = useState(() => new Map<string, string>());
  return (
    <main>
      <CallBar />
      {call?.phase !== 'ringing' && (
        <ConversationPane
          thread={thread}
          drafts={drafts}
          isNarrow={false}
          onAsk={() => undefined}
        />
      )}
    </main>
  );
}

test('whoever answers goes on with the call’s controls, though its conversation opens, and then where they write', async () => {
  const { chatClient, current, change } = called('Incoming');
  const screen = await renderComponent(<Talking current={current} />, { chatClient });
  change({ phase: 'connecting' });
  const mute = screen.getByRole('button', { name: 'Mute the microphone' });
  await expect.element(mute).toHaveFocus();
  await expect.element(screen.getByRole('textbox')).toBeVisible();
  change({ phase: 'active', connectedAt: Date.now() });
  await expect.element(screen.getByRole('button', { name: 'Put on hold' })).toBeVisible();
  await expect.element(mute).toHaveFocus();
  current.set(null);
  await expect.element(screen.getByRole('textbox')).toHaveFocus();
});

test('whoever calls keeps the focus where it was', async () => {
  const { chatClient, current, change } = called('Outgoing');
  const screen = await renderComponent(<Talking current={current} />, { chatClient });
  await expect.element(screen.getByRole('button', { name: 'Hang up' })).toBeVisible();
  expect(document.activeElement).toBe(document.body);
  change({ phase: 'connecting' });
  await expect.element(screen.getByRole('textbox')).toHaveFocus();
});
