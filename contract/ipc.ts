import { z } from 'zod';
import { catalogue, type Category, type ClientSurface } from './catalogue.ts';
import { callCommands, callReport, type CallCommand, type CallView } from './calls.ts';
import type { CallName, NoticeName } from './channels.ts';
import type { Agreement, Decision, Provenance } from './consent.ts';
import {
  conversationArguments,
  type Contact,
  type KnownConversations,
  type Message,
  type Session,
  type SignIn,
} from './conversations.ts';
import { dumpChoices, type DumpChoice } from './dumpDecision.ts';
import { exceptionLimits } from './exceptionLimits.ts';
import { meetingCalls, type MeetingNotices } from './meetingCalls.ts';
import { tracingLevels, type TracingLevel } from './policy.ts';
import type { Warning } from './warning.ts';
import {
  largestPage,
  recordFilter,
  type LedgerView,
  type RecordDetail,
  type RecordPage,
  type ViewerPage,
} from './viewer.ts';
import { call, nothing, type Answer, type Call } from './ipcCall.ts';
import { languageChoices, type Language, type LanguageChoice } from './text/index.ts';

export type { Answer };

/** What Options > General holds. */
export interface Options {
  readonly errorReports: boolean;
  readonly reopenConversations: boolean;
  /** Whether lines of the log also go to the system's event log. */
  readonly eventLog: boolean;
  readonly logging: TracingLevel;
  readonly language: LanguageChoice;
  readonly memoryDumps: DumpChoice;
  /** Whether the main window, minimized, goes to the notification area instead of the task bar. */
  readonly minimizeToNotificationArea: boolean;
  /** Whether the system starts Candor when the person logs in. */
  readonly startWithSystem: boolean;
  /** Whether a call's controls stay in front while no window of Candor has the focus. */
  readonly callControls: boolean;
  /** The page's own name for the microphone of choice; empty for the system's. */
  readonly microphone: string;
  /** The page's own name for the speaker of choice; empty for the system's. */
  readonly speaker: string;
}

/** Longer than any name that Chromium gives a device. */
export const LONGEST_DEVICE_ID = 256;

/** A crash whose memory dump waits for the person's word. */
export interface CrashQuestion {
  readonly id: string;
  /** The error report on it, as the very text that travels. */
  readonly line: string;
  /** Of the dump, in bytes. */
  readonly dumpSize: number;
}

/** A setting that policy fixes, and where that policy stands. */
export interface Lock {
  readonly source: Provenance['source'];
  readonly key: string;
  readonly location: string;
  /** ISO 8601; null where it has always been so. */
  readonly since: string | null;
  readonly problem?: string;
  /** The organisation's name, where its pool decides. */
  readonly organisation?: string;
}

/** All that the windows show, as of now. */
export interface View {
  readonly version: string;
  readonly language: Language;
  readonly options: Options;
  readonly locks: { readonly errorReports: Lock | null; readonly logging: Lock | null };
  /** On which surface this process records, and what is decided there. */
  readonly surface: ClientSurface;
  readonly decisions: Readonly<Record<Category, Decision>>;
  readonly consent: Agreement;
  /** The erasures that no service has confirmed yet: since when, by ISO 8601, and which address owes it; null for the one in force. */
  readonly erasures: readonly { readonly askedAt: string; readonly by: string | null }[];
  /** Where records go; null where no service is configured, and records wait on this device. */
  readonly serviceUrl: string | null;
  /** The crash that the person is asked about; null where there is none. */
  readonly crash: CrashQuestion | null;
  /** What the person should know: a settings file set aside, a key in a policy that nothing understands. */
  readonly warnings: readonly Warning[];
  /** Where the log stays. */
  readonly logFile: string;
  /** Whether this platform has one that windows can be minimized to. */
  readonly canFollowMinimized: boolean;
}

/** An error report as the very text that would travel. */
export interface ProblemPreview {
  readonly id: string;
  readonly line: string;
}

/** The longest description of a problem, in UTF-16 code units. */
export const problemLimit = catalogue.error.problemText.maxLength;

export interface ExceptionReport {
  readonly name: string;
  readonly message: string;
  readonly stack: string;
}

export type FeatureName = (typeof catalogue.usage.featureUse.values)[number];

/** Renderer asks, main answers: every call with the parser of its argument. */
export const calls = {
  getView: call<View>().taking(nothing),
  saveOptions: call<View>().taking(
    z.strictObject({
      errorReports: z.boolean(),
      reopenConversations: z.boolean(),
      eventLog: z.boolean(),
      logging: z.enum(tracingLevels),
      language: z.enum(languageChoices),
      memoryDumps: z.enum(dumpChoices),
      minimizeToNotificationArea: z.boolean(),
      startWithSystem: z.boolean(),
      callControls: z.boolean(),
      microphone: z.string().max(LONGEST_DEVICE_ID),
      speaker: z.string().max(LONGEST_DEVICE_ID),
      /** Whether the service is asked to erase the error reports that it holds. */
      eraseSent: z.boolean().optional(),
      /** Whether the log's lines so far are deleted. */
      clearLog: z.boolean().optional(),
    }),
  ),
  openViewer: call<undefined>().taking(nothing),
  listRecords: call<RecordPage>().taking(
    z.strictObject({
      filter: recordFilter,
      offset: z.int().min(0),
      limit: z.int().min(1).max(largestPage),
    }),
  ),
  /** One record with its bytes; null where it is no longer here. */
  findRecord: call<RecordDetail | null>().taking(z.string().max(64)),
  readLedger: call<LedgerView>().taking(nothing),
  /** Writes everything into a file that the person chooses; null where they chose none. */
  exportAudit: call<string | null>().taking(nothing),
  clearHistory: call<undefined>().taking(nothing),
  eraseErrors: call<undefined>().taking(nothing),
  openOptions: call<undefined>().taking(nothing),
  answerCrash: call<undefined>().taking(
    z.strictObject({ id: z.uuid(), send: z.boolean(), always: z.boolean() }),
  ),
  /** The very report that this text would be; null where error reports are refused. */
  previewProblem: call<ProblemPreview | null>().taking(z.string().max(problemLimit)),
  /** Sends the report that was shown last. The answer: whether it was that one, and is stored. */
  sendProblem: call<boolean>().taking(z.uuid()),
  closeWindow: call<undefined>().taking(z.enum(['crash', 'problem', 'meeting'])),
  openHelp: call<undefined>().taking(nothing),
  reportException: call<undefined>().taking(
    z.strictObject({
      name: z.string().max(exceptionLimits.name),
      message: z.string().max(exceptionLimits.message),
      stack: z.string().max(exceptionLimits.stack),
    }),
  ),
  countFeature: call<undefined>().taking(z.enum(catalogue.usage.featureUse.values)),
  getSignIn: call<SignIn>().taking(nothing),
  /**
   * Answered once the way to the pool is open, which takes as long as the system looks for its proxies: with the
   * instance ID by which the pool knows this device for the account, as `urn:uuid:…`; null if no pool is set.
   */
  openPoolWay: call<string | null>().taking(conversationArguments.openPoolWay),
  /** To be called before each attempt of a person or of Candor to sign in. */
  signInAttempted: call<undefined>().taking(nothing),
  /** Null if the main process could not make sure of the account by itself: then nothing of it is opened. */
  signedIn: call<Session | null>().taking(conversationArguments.signedIn),
  signInFailed: call<undefined>().taking(conversationArguments.signInFailed),
  /** The person signs out: what was remembered of the password is forgotten. */
  signedOut: call<undefined>().taking(nothing),
  connectionLost: call<undefined>().taking(conversationArguments.connectionLost),
  /** Why the pool can't be reached, which a page is not told: asked by the main process itself. */
  checkPool: call<'answers' | 'certificate' | 'unreachable' | 'silent'>().taking(nothing),
  listContacts: call<readonly Contact[]>().taking(nothing),
  addContact: call<readonly Contact[]>().taking(conversationArguments.addContact),
  removeContact: call<readonly Contact[]>().taking(conversationArguments.removeContact),
  listConversations: call<KnownConversations>().taking(nothing),
  /** In the order in which they came, the oldest first. */
  readMessages: call<readonly Message[]>().taking(conversationArguments.readMessages),
  /** Keeps a message and counts it. @returns it, or null where it is known already. */
  storeMessage: call<Message | null>().taking(conversationArguments.storeMessage),
  /** What became of a message sent; a failure is recorded as decided. */
  settleMessage: call<Message>().taking(conversationArguments.settleMessage),
  /** A message that came could not be taken: recorded as decided. */
  messageRefused: call<undefined>().taking(conversationArguments.messageRefused),
  markRead: call<undefined>().taking(conversationArguments.markRead),
  /** Opens http and https addresses in the system's browser. */
  openLink: call<undefined>().taking(conversationArguments.openLink),
  /** Whether this window is in a call or a meeting: only then may its page reach other people's devices. */
  allowPeers: call<undefined>().taking(z.boolean()),
  /** Each time a call changes. @returns what the history keeps of it once it is over. */
  tellCall: call<Message | null>().taking(callReport),
  getCall: call<CallView | null>().taking(nothing),
  /** The call controls ask something of the window that holds the call. */
  commandCall: call<undefined>().taking(z.enum(callCommands)),
  /** Brings the main window to the front. */
  showMain: call<undefined>().taking(nothing),
  /** What "Reopen my conversations when I sign in" is to reopen. */
  setOpenConversations: call<undefined>().taking(conversationArguments.setOpenConversations),
  ...meetingCalls,
} satisfies Record<CallName, Call<unknown, unknown>>;

type Calls = typeof calls;
type InputOf<N extends CallName> = ReturnType<Calls[N]['parse']>;
type OutputOf<N extends CallName> = Calls[N] extends Call<unknown, infer Output> ? Output : never;

/** Main tells, renderer listens. */
export interface Notices
  extends Record<Exclude<NoticeName, keyof MeetingNotices>, unknown>, MeetingNotices {
  readonly viewChanged: View;
  readonly optionsRequested: undefined;
  /** The pool has said more, or something else, of who is signed in. */
  readonly sessionChanged: Session | null;
  /** The person chose a notification. */
  readonly conversationRequested: { readonly peer: string };
  /** The computer woke up: a good time to connect. */
  readonly networkReturned: undefined;
  /** Records or ledger are no longer as they were. */
  readonly auditChanged: undefined;
  readonly viewerRequested: ViewerPage;
  /** The call under way, or nothing once it is over. */
  readonly callChanged: CallView | null;
  readonly callCommanded: CallCommand;
}

/** What the main process must serve: a missing handler does not compile. */
export type Handlers<Sender = unknown> = {
  readonly [N in CallName]: (
    input: InputOf<N>,
    sender: Sender,
  ) => OutputOf<N> | Promise<OutputOf<N>>;
};

/** What the preload exposes to the renderer as `window.candor`. */
export type Api = {
  readonly [N in CallName]: (input: InputOf<N>) => Promise<Answer<OutputOf<N>>>;
} & {
  /** @returns what stops the listening. */
  readonly on: <N extends NoticeName>(
    notice: N,
    listener: (value: Notices[N]) => void,
  ) => () => void;
};
