import type { Handlers, InputOf } from '../../contract/ipc.ts';
import { createConversationReports } from '../core/conversations/conversationReports.ts';
import type { createConversationStates } from '../core/conversations/conversationStates.ts';
import type { CandorTelemetry } from '../core/product/candorTelemetry.ts';
import type { Notifier } from '../shell/notifications.ts';
import type { Outside } from '../shell/openOutside.ts';
import type { SessionKeeper } from '../compose/sessionKeeper.ts';
import type { Colleagues } from '../core/account/colleagues.ts';

interface Parts {
  readonly sessions: SessionKeeper;
  readonly colleagues: Colleagues;
  readonly telemetry: CandorTelemetry;
  readonly notifier: Notifier;
  readonly states: ReturnType<typeof createConversationStates>;
  readonly outside: Outside;
}

/** Everything without an address counts as one conversation. */
const NOBODY = 'nobody';

function messageHandlers({ sessions, telemetry, notifier, states }: Parts) {
  const now = () => new Date().toISOString();
  const { historyCounts } = telemetry;
  const reports = createConversationReports(telemetry.failures);
  const recordFailure = (
    messageDirection: 'Incoming' | 'Outgoing',
    peer: string,
    { code = 'unknown', quality = {} }: Pick<InputOf<'settleMessage'>, 'code' | 'quality'>,
  ) => {
    const conversationThreadId = sessions.history().thread(peer);
    const conversationState = states.of(peer);
    reports.messageFailure(
      { messageDirection, conversationState, conversationThreadId, errorCode: code },
      quality,
    );
    states.failed(peer);
  };
  return {
    readMessages: ({ peer, before, limit }) => sessions.history().messages(peer, before, limit),
    storeMessage({ id, peer, text, direction, isSeen }) {
      const isIncoming = direction === 'Incoming';
      const delivery = isIncoming ? 'received' : 'sending';
      const history = sessions.history();
      const owed = isIncoming ? historyCounts.owe('imReceived') : undefined;
      const message = history.add({ id, peer, text, at: now(), delivery, isSeen }, owed);
      if (message === null) return null;
      states.moved(peer);
      if (isIncoming) {
        historyCounts.count(history, 'imReceived', owed);
        notifier.tell(message, history.unread());
      }
      return message;
    },
    settleMessage({ id, delivery, code, quality }) {
      const history = sessions.history();
      let owed: ReturnType<typeof historyCounts.owe>;
      const settled = history.settle(
        { id, delivery, code },
        () => (owed = historyCounts.owe('imSent')),
      );
      if (!settled) throw new Error('there is no such message');
      const { before, after } = settled;
      if (after.delivery === 'delivered' && before.delivery !== 'delivered') {
        historyCounts.count(history, 'imSent', owed);
        states.delivered(after.peer);
      }
      if (after.delivery === 'failed' && before.delivery !== 'failed')
        recordFailure('Outgoing', after.peer, { code, quality });
      return after;
    },
    messageRefused({ peer, code, quality }) {
      recordFailure('Incoming', peer ?? NOBODY, { code, quality });
    },
    markRead({ peer }) {
      sessions.history().markRead(peer);
      notifier.showUnread(sessions.history().unread());
    },
  } satisfies Partial<Handlers>;
}

function deletionHandlers({ sessions, notifier, states }: Parts) {
  const deleteMessages = (peer: string | null) => {
    const deletion = sessions.history().deleteMessages(peer);
    states.forget(peer);
    notifier.dismiss(peer);
    notifier.showUnread(sessions.history().unread());
    return deletion;
  };
  return {
    deleteConversation: ({ peer }) => deleteMessages(peer),
    deleteAllConversations: () => deleteMessages(null),
  } satisfies Partial<Handlers>;
}

/** What the main window asks about people and messages. */
export function createConversationHandlers(parts: Parts) {
  const { sessions, colleagues, telemetry, outside } = parts;
  return {
    ...messageHandlers(parts),
    ...deletionHandlers(parts),
    listContacts: () => sessions.history().contacts(),
    listColleagues: () => colleagues.settled(),
    addContact({ address, name }) {
      telemetry.countKey('featureUse', 'contacts');
      sessions.history().addContact({ address, name });
      sessions.contactsChanged();
      return sessions.history().contacts();
    },
    removeContact({ address }) {
      sessions.history().removeContact(address);
      sessions.contactsChanged();
      return sessions.history().contacts();
    },
    listConversations: () => ({
      conversations: sessions.history().conversations(),
      open: sessions.history().open(),
    }),
    async openLink({ url }) {
      const { protocol, username, password, href } = new URL(url);
      if (!['http:', 'https:'].includes(protocol) || username || password)
        throw new Error('only http and https addresses without a user name can be opened');
      telemetry.countKey('featureUse', 'link');
      await outside.openLink(href);
    },
    setOpenConversations({ peers }) {
      sessions.history().setOpen(peers);
    },
  } satisfies Partial<Handlers>;
}
