import type { Fields } from '../../../contract/records.ts';

type State = Fields<'messageFailure'>['conversationState'];

/** How long after its last message a conversation counts as active. */
const LONGEST_PAUSE_MS = 300_000;

/** The state of each conversation, as the catalogue explains it for error reports. */
export function createConversationStates(now: () => number) {
  let isConnected = false;
  const last = new Map<string, { readonly at: number; readonly hasFailed: boolean }>();
  return {
    connected: () => {
      isConnected = true;
    },
    disconnected: () => {
      isConnected = false;
    },
    moved: (peer: string) => {
      last.set(peer, { at: now(), hasFailed: last.get(peer)?.hasFailed ?? false });
    },
    failed: (peer: string) => {
      last.set(peer, { at: now(), hasFailed: true });
    },
    delivered: (peer: string) => {
      last.set(peer, { at: now(), hasFailed: false });
    },
    /** Its messages were deleted; with null, everyone's. */
    forget: (peer: string | null) => {
      if (peer === null) last.clear();
      else last.delete(peer);
    },
    of(peer: string): State {
      if (!isConnected) return 'Connecting';
      const { at, hasFailed } = last.get(peer) ?? { at: 0, hasFailed: false };
      if (hasFailed) return 'Failed';
      return now() - at < LONGEST_PAUSE_MS ? 'Active' : 'Idle';
    },
  };
}
