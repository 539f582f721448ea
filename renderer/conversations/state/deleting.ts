import type { Deletion } from '../../../contract/conversations.ts';
import type { Main } from '../../../contract/ipc.ts';
import type { Answer } from '../../../contract/ipcCall.ts';

interface Reading {
  readonly deleted: (peer: string | null) => Promise<void>;
}
interface Writing {
  readonly cancel: (peer: string | null) => void;
}

/** Deletes conversations from this device: their messages and calls, what waits to be sent, and unsent text. */
export function createDeleting(
  main: Pick<Main, 'deleteConversation' | 'deleteAllConversations'>,
  reading: Reading,
  writing: Writing,
) {
  const drafts = new Map<string, string>();

  const deleteMessages = async (peer: string | null): Promise<Answer<Deletion>> => {
    const answer = await (peer === null
      ? main.deleteAllConversations()
      : main.deleteConversation({ peer }));
    if (!answer.ok) return answer;
    writing.cancel(peer);
    if (peer === null) drafts.clear();
    else drafts.delete(peer);
    await reading.deleted(peer);
    return answer;
  };
  return { drafts, deleteMessages };
}
