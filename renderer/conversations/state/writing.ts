import type { Conversation, Message } from '../../../contract/conversations.ts';
import type { Main } from '../../../contract/ipc.ts';
import type { Connection } from '../../sip/connection.ts';
import { createOutgoing, type Settled } from '../../sip/outgoing.ts';
import type { OutgoingText } from '../../sip/userAgent.ts';

/** How many messages of a conversation are searched for unsent ones after a reload of the window. */
const RESUMED = 100;

type Ports = Pick<Main, 'storeMessage' | 'settleMessage' | 'readMessages'> &
  Pick<Connection, 'send' | 'quality'> & { readonly noted: (message: Message) => void };

/** What the person writes, from keeping it until its delivery is certain. */
export function createWriting({ noted, quality, send, ...main }: Ports) {
  const onSettled = async ({ id }: OutgoingText, settled: Settled): Promise<void> => {
    const answer = await main.settleMessage({ id, ...settled, quality: quality() });
    if (answer.ok) noted(answer.value);
  };

  const outgoing = createOutgoing({
    send,
    onSettled: (text, settled) => void onSettled(text, settled),
  });

  /** Sends what this window could no longer send before it was reloaded. */
  const resume = (messages: readonly Message[]): void => {
    for (const { id, peer, text, delivery } of messages)
      if (delivery === 'sending') outgoing.add({ id, peer, text });
  };

  return {
    setConnected: outgoing.setConnected,
    clear: outgoing.clear,
    cancel: outgoing.drop,
    resume,
    resumeAll: async (conversations: readonly Conversation[]): Promise<void> => {
      for (const { peer, last } of conversations) {
        if (last?.delivery !== 'sending') continue;
        const answer = await main.readMessages({ peer, limit: RESUMED });
        if (answer.ok) resume(answer.value);
      }
    },
    /** @returns what went wrong, if the message could not be kept. */
    send: async (peer: string, text: string): Promise<string | undefined> => {
      const id = crypto.randomUUID();
      const answer = await main.storeMessage({ id, peer, text, direction: 'Outgoing' });
      if (!answer.ok) return answer.problem;
      if (answer.value) noted(answer.value);
      outgoing.add({ id, peer, text });
      return undefined;
    },
    retry: async ({ id, peer, text }: Message): Promise<void> => {
      const answer = await main.settleMessage({ id, delivery: 'sending' });
      if (!answer.ok) return;
      noted(answer.value);
      outgoing.add({ id, peer, text });
    },
  };
}
