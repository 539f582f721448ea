import { z } from 'zod';
import { callingCalls } from './callingCalls.ts';
import type { CallCommand, CallView } from './calls.ts';
import { catalogue } from './catalogue.ts';
import type { Agreement, Decision } from './consent.ts';
import { conversationCalls } from './conversationCalls.ts';
import type { Session } from './conversations.ts';
import type { Category, ClientSurface } from './datum.ts';
import { exceptionLimits } from './exceptionLimits.ts';
import {
  ALWAYS,
  call,
  fallibleCall,
  nothing,
  notice,
  OWN_WINDOW,
  type Answer,
  type Notice,
} from './ipcCall.ts';
import type { Lock } from './lock.ts';
import { meetingCalls, meetingNotices } from './meetingCalls.ts';
import { poolCalls } from './poolCalls.ts';
import type { PoolNaming } from './poolNaming.ts';
import { savedOptions, type Options, type OptionsPage } from './options.ts';
import type { RetentionDays } from './retention.ts';
import type { Language } from './text/index.ts';
import { catalogueSections, type ConfirmedErasure, type ViewerPlace } from './viewer.ts';
import { viewerCalls } from './viewerCalls.ts';
import type { Warning } from './warning.ts';

export type { Answer };

/** A crash whose memory dump awaits the person's decision. */
export interface CrashQuestion {
  readonly id: string;
  /** Its error report, exactly as it would travel. */
  readonly line: string;
  /** Size of the dump in bytes. */
  readonly dumpSize: number;
}

/** The current state of all that the windows show. */
export interface View {
  readonly version: string;
  readonly language: Language;
  readonly options: Options;
  readonly locks: { readonly errorReports: Lock | null; readonly logging: Lock | null };
  /** The surface on which this process records, and the decisions for it. */
  readonly surface: ClientSurface;
  readonly decisions: Readonly<Record<Category, Decision>>;
  readonly consent: Agreement;
  /**
   * The erasures that no service has confirmed yet: when each was asked for (ISO 8601), and the address that owes it;
   * null for the current one.
   */
  readonly erasures: readonly { readonly askedAt: string; readonly by: string | null }[];
  /** What services have confirmed since an erasure was last asked for, or since Candor started. */
  readonly confirmedErasures: readonly ConfirmedErasure[];
  /** Who sets which pool Candor signs in to. */
  readonly poolNaming: PoolNaming;
  /** Where records are sent; null if no service is configured, and records stay on this device. */
  readonly serviceUrl: string | null;
  /** For how many days at most the service keeps what is sent to it; null if it has not said so. */
  readonly retention: RetentionDays | null;
  /** The page on which the service tells everyone what it learned; null if it has not said that there is one. */
  readonly learned: string | null;
  /** The crash that the person is asked about; null if there is none. */
  readonly crash: CrashQuestion | null;
  /** What the person should know, such as a settings file set aside or an unknown key in a policy. */
  readonly warnings: readonly Warning[];
  /** The log's path. */
  readonly logFile: string;
  /** The path of everything else that Candor keeps. */
  readonly dataFolder: string;
  /** The versions of what Candor runs on. */
  readonly runtime: Readonly<Record<'electron' | 'chromium' | 'node', string>>;
  /** Whether this platform has a notification area that windows can be minimized to. */
  readonly canFollowMinimized: boolean;
}

/** An error report, exactly as it would travel. */
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
  getView: call<View>().taking(nothing, {
    worst: 'Reads the options, the decisions and where the log is.',
  }),
  saveOptions: fallibleCall<View>().taking(savedOptions, {
    worst:
      'Without a press: turns off error reports, which deletes them, and changes the language, the devices and how windows behave. With one: whatever Options can do, such as error reports turned on.',
    press:
      'where error reports, the log, the event log, memory dumps or starting with the system would do more than before, or something is erased',
  }),
  /** Resolves once the viewer is visible; null opens the top of the catalogue. */
  openHelp: call().taking(z.enum(catalogueSections).nullable(), { worst: OWN_WINDOW }),
  /** Resolves once the viewer is visible. */
  openViewer: call().taking(nothing, { worst: OWN_WINDOW }),
  ...viewerCalls,
  /** Shows the log's folder, or the folder of everything that Candor keeps. */
  openFolder: call().taking(z.enum(['logs', 'data']), {
    worst: 'The folder of the log, or that of Candor’s data, opens in the system’s file manager.',
  }),
  openOptions: call().taking(nothing, {
    worst: 'The main window comes to the front, with Options open.',
  }),
  answerCrash: fallibleCall().taking(
    z.strictObject({ id: z.uuid(), send: z.boolean(), always: z.boolean() }),
    {
      worst:
        'Without a press: deletes the memory dump of a crash, and those of later ones. With one: sends it, if error reports are on.',
      press: 'where a dump is to be sent, now or always',
    },
  ),
  /** The exact report that this text would become; null if error reports are refused. */
  previewProblem: call<ProblemPreview | null>().taking(z.string().max(problemLimit), {
    worst: 'Reads the report that a text would be, with the last lines of the log.',
  }),
  /** Sends the report that was previewed last. The answer: whether it was that one, and is stored. */
  sendProblem: fallibleCall<boolean>().taking(z.uuid(), {
    worst:
      'The report that was shown last is sent, with a text of the page’s, if error reports are on.',
    press: ALWAYS,
  }),
  copyReportNumber: call().taking(z.uuid(), {
    worst: 'The clipboard holds a number of a record’s form.',
  }),
  closeWindow: call().taking(z.enum(['crash', 'problem', 'meeting']), {
    worst: 'Closes a crash’s, a problem’s or the meeting’s window.',
  }),
  reportException: call().taking(
    z.strictObject({
      name: z.string().max(exceptionLimits.name),
      message: z.string().max(exceptionLimits.message),
      stack: z.string().max(exceptionLimits.stack),
    }),
    {
      worst:
        'Where error reports are on, an error report is made of the page’s own words, scrubbed, in which what this page could read may leave, to the telemetry service alone: at most 500 of them until Candor ends',
    },
  ),
  countFeature: call().taking(z.enum(catalogue.usage.featureUse.values), {
    worst: 'A count of a feature is wrong.',
  }),
  ...poolCalls,
  ...conversationCalls,
  ...callingCalls,
  ...meetingCalls,
};

/** Every call that a page can make. */
export type CallName = keyof typeof calls;
export const callNames = Object.keys(calls) as CallName[];

type Calls = typeof calls;
/** What a call takes. */
export type InputOf<N extends CallName> = z.output<Calls[N]['argument']>;
type OutputOf<N extends CallName> = Calls[N]['settle'] extends (
  answer: Answer<infer Output>,
) => unknown
  ? Output
  : never;
type ResultOf<N extends CallName> = ReturnType<Calls[N]['settle']>;

/** Main notifies, renderer listens: every notice with its payload. */
export const notices = {
  viewChanged: notice<View>(),
  optionsRequested: notice<OptionsPage>(),
  /** The pool has said something new about who is signed in. */
  sessionChanged: notice<Session | null>(),
  /** The pool's list of colleagues has changed. */
  colleaguesChanged: notice(),
  /** The person clicked a notification. */
  conversationRequested: notice<{ readonly peer: string }>(),
  /** The computer woke up: a good time to reconnect. */
  networkReturned: notice(),
  /** Records or the ledger have changed. */
  auditChanged: notice(),
  viewerRequested: notice<ViewerPlace>(),
  /** The call under way, or null once it is over. */
  callChanged: notice<CallView | null>(),
  callCommanded: notice<CallCommand>(),
  ...meetingNotices,
};
export type NoticeName = keyof typeof notices;
export const noticeNames = Object.keys(notices) as NoticeName[];

/** The payload of each notice. */
export type Notices = {
  readonly [N in NoticeName]: (typeof notices)[N] extends Notice<infer Told> ? Told : never;
};

/** What the main process must serve: a missing handler does not compile. */
export type Handlers<Sender = unknown> = {
  readonly [N in CallName]: (
    input: InputOf<N>,
    sender: Sender,
  ) => OutputOf<N> | Promise<OutputOf<N>>;
};

interface Listening {
  /** @returns what removes the listener. */
  readonly on: <N extends NoticeName>(
    notice: N,
    listener: (value: Notices[N]) => void,
  ) => () => void;
}

/** What the preload exposes to the renderer as `window.candor`. */
export type Api = Listening & {
  readonly [N in CallName]: (input: InputOf<N>) => Promise<Answer<OutputOf<N>>>;
};

/** The main process as the windows use it: each call resolves as its declaration says. */
export type Main = Listening & {
  readonly [N in CallName]: (
    ...input: InputOf<N> extends undefined ? [] : [InputOf<N>]
  ) => Promise<ResultOf<N>>;
};
