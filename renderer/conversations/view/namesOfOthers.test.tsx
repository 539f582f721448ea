import { createRef } from 'react';
import { describe, expect, test, vi } from 'vitest';
import type { CallView } from '../../../contract/calls.ts';
import type { Message } from '../../../contract/conversations.ts';
import type { Main } from '../../../contract/ipc.ts';
import { createTexts } from '../../../contract/text/index.ts';
import { CallBar } from '../../calls/view/CallBar.tsx';
import { ControlsPage } from '../../calls/view/ControlsPage.tsx';
import { IncomingCall } from '../../calls/view/IncomingCall.tsx';
import { exposedTexts } from '../../testing/exposedTexts.testkit.ts';
import { renderComponent } from '../../testing/renderComponent.testkit.tsx';
import { createVariable } from '../../ui/value.ts';
import type { ChatClient } from '../state/chatClient.ts';
import { entryOf } from '../state/entries.ts';
import { AccountMenu } from './AccountMenu.tsx';
import { AddContact } from './AddContact.tsx';
import { Announcer } from './Announcer.tsx';
import { Composer } from './Composer.tsx';
import { ConversationRow } from './ConversationRow.tsx';
import { PaneHeader } from './PaneHeader.tsx';
import { RenameContact } from './RenameContact.tsx';
import { RemoveContact } from './RemoveContact.tsx';

const { t } = createTexts('en');
// An override, an unterminated embedding, a mark, an isolate that ends too early.
const turning = ['Eve \u202Egro.osotnoc', 'דנה \u202B7 (', '\u200Fא1 2', 'Eve\u2069\u202E)'];
const hebrewPeer = '%D7%93%D7%A0%D7%94@192.0.2.7:5080';

function talking(name: string, peer = 'eve@contoso.com') {
  const last: Message = {
    place: 1,
    id: crypto.randomUUID(),
    peer,
    text: name,
    at: '2026-11-25T10:00:00',
    delivery: 'received',
  };
  const contacts = name === '' ? [] : [{ address: peer, name }];
  const conversations = new Map([[peer, { peer, unread: 1, last }]]);
  const known = {
    isLoaded: true,
    contacts,
    colleagues: new Map<string, string>(),
    account: 'alice@contoso.com',
    conversations,
  };
  const call: CallView = {
    id: crypto.randomUUID(),
    peer,
    name: entryOf(known, peer, t).name,
    connectedAt: null,
    direction: 'Outgoing',
    phase: 'ended',
    outcome: 'declined',
    isMuted: false,
    isHeld: false,
    isHeldByPeer: false,
  };
  const add = vi.fn(() => Promise.resolve(undefined));
  const current = createVariable<CallView | null>(call);
  const organisation = { name: 'contoso.com', displayName: name };
  const chatClient = {
    roster: { ...createVariable(known), add },
    session: createVariable({ account: 'alice@contoso.com', displayName: name, organisation }),
    connection: createVariable({ name: 'signedIn' }),
    arrived: createVariable(last),
    calls: { current, dismiss: vi.fn() },
    signOut: vi.fn(),
  } as unknown as Partial<ChatClient>;
  return { chatClient, entry: entryOf(known, peer, t), call, current, add };
}

describe('a name of somebody else’s', () => {
  test.each(turning)('reorders nothing beside it, wherever it is shown: %j', async (name) => {
    const { chatClient, entry, call, current } = talking(name);
    const nothing = () => undefined;
    const all = (
      <>
        <ConversationRow
          entry={entry}
          isShown={false}
          onShow={nothing}
          onMenu={nothing}
          onDelete={nothing}
        />
        <ConversationRow
          entry={{ ...entry, last: entry.last && { ...entry.last, delivery: 'delivered' } }}
          isShown
          onShow={nothing}
          onMenu={nothing}
          onDelete={nothing}
        />
        <PaneHeader entry={entry} isNarrow onAsk={nothing} />
        <Composer peer={call.peer} name={name} drafts={new Map()} input={createRef()} />
        <AccountMenu />
        <Announcer />
        <CallBar />
        <ControlsPage
          main={{ getCall: () => Promise.resolve(call), on: () => nothing } as unknown as Main}
        />
      </>
    );
    const screen = await renderComponent(all, { chatClient });
    await expect.element(screen.getByRole('heading', { level: 1 })).toBeInTheDocument();
    await screen.getByRole('button', { name: /Connected$/ }).click();
    await expect.element(screen.getByRole('menuitem').first()).toBeVisible();
    expect(
      document.body.textContent.split('Eve').length +
        document.body.textContent.split('א').length +
        document.body.textContent.split('ד').length,
    ).toBeGreaterThan(10);
    expect(exposedTexts()).toEqual([]);
    current.set({ ...call, direction: 'Incoming', phase: 'ringing' });
    await renderComponent(<IncomingCall />, { chatClient });
    await renderComponent(<RemoveContact entry={entry} onClose={nothing} />, { chatClient });
    expect(exposedTexts()).toEqual([]);
  });

  test('that is an address shows its user before its host, in whatever script', async () => {
    const { chatClient, entry, call, current } = talking('', hebrewPeer);
    current.set({ ...call, direction: 'Incoming', phase: 'ringing' });
    const screen = await renderComponent(
      <>
        <ConversationRow
          entry={{ ...entry, last: null }}
          isShown={false}
          onShow={() => undefined}
          onMenu={() => undefined}
          onDelete={() => undefined}
        />
        <IncomingCall />
      </>,
      { chatClient },
    );
    await expect.element(screen.getByRole('alertdialog')).toBeVisible();
    expect(exposedTexts()).toEqual([]);
    const places = [...document.querySelectorAll('button, h2')].flatMap((element) => {
      const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      const found: number[][] = [];
      while (texts.nextNode()) {
        const node = texts.currentNode as Text;
        const range = document.createRange();
        const leftOf = (part: string) => {
          const at = node.data.indexOf(part);
          range.setStart(node, at);
          range.setEnd(node, at + 1);
          return range.getBoundingClientRect().left;
        };
        if (node.data.includes('דנה')) found.push(['דנה', '@', '192', '5080'].map(leftOf));
      }
      return found;
    });
    expect(places).toHaveLength(2);
    for (const lefts of places) expect(lefts).toEqual([...lefts].sort((a, b) => a - b));
  });
});

describe('a contact’s name', () => {
  test.each(['\u3164', '\u2800', 'Eve \u202Egro', '\u200D'])(
    'that nobody could read is not kept, and the person is told why: %j',
    async (name) => {
      const { chatClient, add } = talking('Eve');
      const onClose = vi.fn();
      const screen = await renderComponent(
        <AddContact address="" onAdded={() => undefined} onClose={onClose} />,
        { chatClient },
      );
      await screen
        .getByRole('textbox', { name: t('conversations.contact.address') })
        .fill('x@contoso.com');
      const field = screen.getByRole('textbox', { name: t('conversations.contact.name') });
      await field.fill(name);
      await screen.getByRole('button', { name: 'Add', exact: true }).click();
      await expect.element(screen.getByText(t('conversations.contact.badName'))).toBeVisible();
      await expect.element(field).toHaveFocus();
      expect(add).not.toHaveBeenCalled();
      await field.fill('דנה \u200F7');
      await screen.getByRole('button', { name: 'Add', exact: true }).click();
      expect(add).toHaveBeenCalledWith({ address: 'x@contoso.com', name: 'דנה \u200F7' });
    },
  );
});

describe('a contact’s other name', () => {
  test('replaces the one before, and an empty one gives back the address', async () => {
    const { chatClient, entry, add } = talking('Eve');
    const onClose = vi.fn();
    const screen = await renderComponent(<RenameContact entry={entry} onClose={onClose} />, {
      chatClient,
    });
    const field = screen.getByRole('textbox', { name: t('conversations.contact.name') });
    await expect.element(field).toHaveValue('Eve');
    await field.fill('\u3164');
    await screen.getByRole('button', { name: 'Save' }).click();
    await expect.element(screen.getByText(t('conversations.contact.badName'))).toBeVisible();
    expect(add).not.toHaveBeenCalled();
    await field.fill(' Eve of Desk 7 ');
    await screen.getByRole('button', { name: 'Save' }).click();
    expect(add).toHaveBeenCalledWith({ address: 'eve@contoso.com', name: 'Eve of Desk 7' });
    await expect.poll(() => onClose.mock.calls.length).toBe(1);
  });
});

describe('the circle beside a name', () => {
  test.each([
    ['', '+15551234;ext=7@contoso.com;user=phone', ''],
    ['', '+15551234@contoso.com', ''],
    ['', '7042@contoso.com;user=phone', ''],
    ['Bob Smith', '+15551234;ext=7@contoso.com;user=phone', 'BS'],
    ['\u200Fדנה לוי', 'dana@contoso.com', 'דל'],
    ['', hebrewPeer, 'ד'],
  ])('has a name’s initials, and no digits of a number: %j, %s', async (name, peer, initials) => {
    const { chatClient, entry } = talking(name, peer);
    const row = (
      <ConversationRow
        entry={entry}
        isShown={false}
        onShow={() => undefined}
        onMenu={() => undefined}
        onDelete={() => undefined}
      />
    );
    await renderComponent(row, { chatClient });
    const avatar = () => document.querySelector('.fui-Avatar');
    await expect.poll(() => avatar()?.textContent, { timeout: 10_000 }).toBe(initials);
    expect(avatar()?.querySelector('svg') !== null).toBe(initials === '');
  });
});
