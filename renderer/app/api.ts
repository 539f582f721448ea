import type { CallCommand, CallReport, CallView } from '../../contract/calls.ts';
import type { Invitation, MeetingEvent, MeetNowProblem } from '../../contract/invitation.ts';
import type { Ticket } from '../../contract/meetings.ts';
import type { LinkProblem } from '../../contract/meetingLink.ts';
import type { LedgerView, RecordDetail, RecordFilter, RecordPage } from '../../contract/viewer.ts';
import type {
  Contact,
  KnownConversations,
  ConversationArgument,
  Message,
  Session,
  SignIn,
} from '../../contract/conversations.ts';
import type {
  Answer,
  Api,
  ExceptionReport,
  FeatureName,
  Options,
  ProblemPreview,
  View,
} from '../../contract/ipc.ts';

declare global {
  interface Window {
    /** What the preload exposes. */
    readonly candor: Api;
  }
}

/** What OK saves, and whether the service is to erase what it holds. */
export type SavedOptions = Options & {
  readonly eraseSent?: boolean;
  readonly clearLog?: boolean;
};

/**
 * The main process as the windows use it: a refused call is a bug and throws, except those that keep what a
 * person did, which can fail.
 */
export interface Main {
  readonly getView: () => Promise<View>;
  readonly saveOptions: (options: SavedOptions) => Promise<Answer<View>>;
  readonly openHelp: () => Promise<void>;
  readonly openViewer: () => Promise<void>;
  readonly listRecords: (query: {
    filter: RecordFilter;
    offset: number;
    limit: number;
  }) => Promise<RecordPage>;
  readonly findRecord: (id: string) => Promise<RecordDetail | null>;
  readonly readLedger: () => Promise<LedgerView>;
  readonly exportAudit: () => Promise<Answer<string | null>>;
  readonly clearHistory: () => Promise<Answer<undefined>>;
  readonly eraseErrors: () => Promise<Answer<undefined>>;
  readonly openOptions: () => Promise<void>;
  readonly closeWindow: (which: 'crash' | 'problem' | 'meeting') => Promise<void>;
  readonly answerCrash: (answer: {
    id: string;
    send: boolean;
    always: boolean;
  }) => Promise<Answer<undefined>>;
  readonly previewProblem: (text: string) => Promise<ProblemPreview | null>;
  readonly sendProblem: (id: string) => Promise<Answer<boolean>>;
  readonly countFeature: (feature: FeatureName) => Promise<void>;
  readonly reportException: (report: ExceptionReport) => Promise<void>;
  readonly getSignIn: () => Promise<SignIn>;
  /** @returns the instance ID by which the pool knows this device; null if no pool is set. */
  readonly openPoolWay: (account: string) => Promise<string | null>;
  readonly signInAttempted: () => Promise<void>;
  readonly signedIn: (how: ConversationArgument<'signedIn'>) => Promise<Session | null>;
  readonly signInFailed: (why: ConversationArgument<'signInFailed'>) => Promise<void>;
  readonly signedOut: () => Promise<void>;
  readonly connectionLost: (how: ConversationArgument<'connectionLost'>) => Promise<void>;
  readonly checkPool: () => Promise<'answers' | 'certificate' | 'unreachable' | 'silent'>;
  readonly listContacts: () => Promise<readonly Contact[]>;
  readonly addContact: (contact: Contact) => Promise<Answer<readonly Contact[]>>;
  readonly removeContact: (address: string) => Promise<Answer<readonly Contact[]>>;
  readonly listConversations: () => Promise<KnownConversations>;
  readonly readMessages: (
    which: ConversationArgument<'readMessages'>,
  ) => Promise<Answer<readonly Message[]>>;
  readonly storeMessage: (
    message: ConversationArgument<'storeMessage'>,
  ) => Promise<Answer<Message | null>>;
  readonly settleMessage: (how: ConversationArgument<'settleMessage'>) => Promise<Answer<Message>>;
  readonly messageRefused: (
    how: ConversationArgument<'messageRefused'>,
  ) => Promise<Answer<undefined>>;
  readonly markRead: (peer: string) => Promise<void>;
  readonly openLink: (url: string) => Promise<Answer<undefined>>;
  readonly setOpenConversations: (peers: readonly string[]) => Promise<void>;
  /** @returns whether it is done. */
  readonly allowPeers: (areAllowed: boolean) => Promise<boolean>;
  readonly tellCall: (call: CallReport) => Promise<Answer<Message | null>>;
  readonly getCall: () => Promise<CallView | null>;
  readonly commandCall: (command: CallCommand) => Promise<void>;
  readonly showMain: () => Promise<void>;
  readonly meetNow: () => Promise<MeetNowProblem | null>;
  readonly joinByLink: (link: string) => Promise<LinkProblem | null>;
  readonly joinOtherMeeting: () => Promise<void>;
  readonly getInvitation: () => Promise<Invitation>;
  readonly askMeetingPool: () => Promise<void>;
  readonly getTicket: () => Promise<Ticket | null>;
  readonly meetingEvent: (event: MeetingEvent) => Promise<void>;
  readonly copyJoinUrl: () => Promise<void>;
  readonly on: Api['on'];
}

async function granted<T>(asked: Promise<Answer<T>>): Promise<T> {
  const answer = await asked;
  if (!answer.ok) throw new Error(answer.problem);
  return answer.value;
}

/** @returns what stands for nothing done, where the person was asked and did not allow it. */
async function unlessDenied<T>(asked: Promise<Answer<T>>, nothingDone: T): Promise<T> {
  const answer = await asked;
  return !answer.ok && answer.isDenied ? nothingDone : granted(Promise.resolve(answer));
}

export function connect(api: Api): Main {
  return {
    getView: () => granted(api.getView(undefined)),
    saveOptions: (options) => api.saveOptions(options),
    openHelp: () => granted(api.openHelp(undefined)),
    openViewer: () => granted(api.openViewer(undefined)),
    listRecords: (query) => granted(api.listRecords(query)),
    findRecord: (id) => granted(api.findRecord(id)),
    readLedger: () => granted(api.readLedger(undefined)),
    exportAudit: () => api.exportAudit(undefined),
    clearHistory: () => api.clearHistory(undefined),
    eraseErrors: () => api.eraseErrors(undefined),
    openOptions: () => granted(api.openOptions(undefined)),
    closeWindow: (which) => granted(api.closeWindow(which)),
    answerCrash: (answer) => api.answerCrash(answer),
    previewProblem: (text) => granted(api.previewProblem(text)),
    sendProblem: (id) => api.sendProblem(id),
    countFeature: (feature) => granted(api.countFeature(feature)),
    reportException: (report) => granted(api.reportException(report)),
    getSignIn: () => granted(api.getSignIn(undefined)),
    openPoolWay: (account) => granted(api.openPoolWay({ account })),
    signInAttempted: () => granted(api.signInAttempted(undefined)),
    signedIn: (how) => granted(api.signedIn(how)),
    signInFailed: (why) => granted(api.signInFailed(why)),
    signedOut: () => granted(api.signedOut(undefined)),
    connectionLost: (how) => granted(api.connectionLost(how)),
    checkPool: () => granted(api.checkPool(undefined)),
    listContacts: () => granted(api.listContacts(undefined)),
    addContact: (contact) => api.addContact(contact),
    removeContact: (address) => api.removeContact({ address }),
    listConversations: () => granted(api.listConversations(undefined)),
    readMessages: (which) => api.readMessages(which),
    storeMessage: (message) => api.storeMessage(message),
    settleMessage: (how) => api.settleMessage(how),
    messageRefused: (how) => api.messageRefused(how),
    markRead: (peer) => granted(api.markRead({ peer })),
    openLink: (url) => api.openLink({ url }),
    setOpenConversations: (peers) => granted(api.setOpenConversations({ peers: [...peers] })),
    allowPeers: async (areAllowed) => (await api.allowPeers(areAllowed)).ok,
    tellCall: (call) => api.tellCall(call),
    getCall: () => granted(api.getCall(undefined)),
    commandCall: (command) => unlessDenied(api.commandCall(command), undefined),
    showMain: () => granted(api.showMain(undefined)),
    meetNow: () => unlessDenied(api.meetNow(undefined), null),
    joinByLink: (link) => unlessDenied(api.joinByLink(link), null),
    joinOtherMeeting: () => unlessDenied(api.joinOtherMeeting(undefined), undefined),
    getInvitation: () => granted(api.getInvitation(undefined)),
    askMeetingPool: () => unlessDenied(api.askMeetingPool(undefined), undefined),
    getTicket: () => granted(api.getTicket(undefined)),
    meetingEvent: (event) => granted(api.meetingEvent(event)),
    copyJoinUrl: () => granted(api.copyJoinUrl(undefined)),
    on: api.on,
  };
}
