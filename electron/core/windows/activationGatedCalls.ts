import { poolDocumentPath } from '../../../contract/poolDiscovery.ts';
import type { CallName, InputOf } from '../../../contract/ipc.ts';
import type { Options } from '../../../contract/options.ts';
import { tracingLevels } from '../../../contract/policy.ts';
import type { Text } from '../../../contract/text/index.ts';

/** What the person is asked if no press of theirs was heard, and what it is about. */
export interface Question {
  readonly about: keyof Text['hand']['question'];
  /** The address to be opened. */
  readonly href?: string;
}

/** Whether it makes more data leave, be written or be deleted than before; taking back is free. */
function givesMore(
  next: InputOf<'saveOptions'>,
  { memoryDumps, eventLog, startWithSystem, logging }: Options,
): boolean {
  const levelOf = (level: Options['logging']) => tracingLevels.indexOf(level);
  return (
    (next.memoryDumps === 'always' && memoryDumps !== 'always') ||
    (next.eventLog && !eventLog) ||
    (next.startWithSystem && !startWithSystem) ||
    levelOf(next.logging) > levelOf(logging) ||
    next.eraseSent === true ||
    next.clearLog === true
  );
}

/**
 * The calls that need a person's own action: they send something, open something outside a window or can't be undone.
 * A page's word is not enough for them; undefined if this particular call needs none.
 */
export const activationGatedCalls: {
  readonly [N in CallName]?: (input: InputOf<N>, options: () => Options) => Question | undefined;
} = {
  saveOptions(next, options) {
    const before = options();
    if (next.errorReports && !before.errorReports) return { about: 'errorReports' };
    return givesMore(next, before) ? { about: 'options' } : undefined;
  },
  findPool: ({ account }) => ({
    about: 'findPool',
    href: `https://${account.slice(account.lastIndexOf('@') + 1)}${poolDocumentPath}`,
  }),
  usePool: ({ address }) => ({ about: 'usePool', href: address }),
  clearHistory: () => ({ about: 'clearHistory' }),
  eraseErrors: () => ({ about: 'eraseErrors' }),
  answerCrash: ({ send }) => (send ? { about: 'memoryDump' } : undefined),
  sendProblem: () => ({ about: 'problem' }),
  deleteConversation: () => ({ about: 'deleteConversation' }),
  deleteAllConversations: () => ({ about: 'deleteAllConversations' }),
  openLearned: () => ({ about: 'link' }),
  openLink: ({ url }) => ({ about: 'link', href: url }),
  allowPeers: (areAllowed) => (areAllowed ? { about: 'peers' } : undefined),
  commandCall: (command) => (command === 'answer' ? { about: 'answer' } : undefined),
  meetNow: () => ({ about: 'meetNow' }),
  joinByLink: () => ({ about: 'join' }),
  joinOtherMeeting: () => ({ about: 'join' }),
  askMeetingPool: () => ({ about: 'askPool' }),
};
