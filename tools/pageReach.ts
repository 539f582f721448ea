import { callNames, type CallName } from '../contract/channels.ts';
import { activationGatedCalls } from '../electron/core/windows/activationGatedCalls.ts';

/** What comes of a call that a page makes which somebody else has got hold of. */
interface Reach {
  /** The worst that it can do by it. */
  readonly worst: string;
  /** When the call takes a press of the person's in that window; absent where a page's word is enough. */
  readonly press?: string;
}

const ALWAYS = 'always';
const OWN_WINDOW = 'A window of Candor’s own opens, or comes to the front.';
const OWN_PEOPLE = 'Of the account that is signed in, and of no other';

/** Every call of `contract/channels.ts`: one without a row does not compile. */
const reach: Readonly<Record<CallName, Reach>> = {
  getView: { worst: 'Reads the options, the decisions and where the log is.' },
  saveOptions: {
    worst:
      'Without a press: turns off error reports, which deletes them, and changes the language, the devices and how windows behave. With one: whatever Options can do, such as error reports turned on.',
    press:
      'where error reports, the log, the event log, memory dumps or starting with the system would do more than before, or something is erased',
  },
  openHelp: { worst: OWN_WINDOW },
  openViewer: { worst: OWN_WINDOW },
  listRecords: { worst: 'Reads the records that were made on this device.' },
  findRecord: { worst: 'Reads one of them.' },
  readLedger: { worst: 'Reads what was chosen and decided here, and when.' },
  exportAudit: {
    worst: 'The dialog to save a file opens; nothing is written unless the person chooses where.',
  },
  clearHistory: { worst: 'What was sent can no longer be read here.', press: ALWAYS },
  eraseErrors: {
    worst: 'The error reports here and at the service are erased.',
    press: ALWAYS,
  },
  openOptions: { worst: 'The main window comes to the front, with Options open.' },
  answerCrash: {
    worst:
      'Without a press: deletes the memory dump of a crash, and those of later ones. With one: sends it, if error reports are on.',
    press: 'where a dump is to be sent, now or always',
  },
  previewProblem: {
    worst: 'Reads the report that a text would be, with the last lines of the log.',
  },
  sendProblem: {
    worst:
      'The report that was shown last is sent, with a text of the page’s, if error reports are on.',
    press: ALWAYS,
  },
  closeWindow: { worst: 'Closes a crash’s, a problem’s or the meeting’s window.' },
  reportException: {
    worst:
      'Where error reports are on, an error report is made of the page’s own words, scrubbed, in which what this page could read may leave, to the telemetry service alone: at most 500 of them until Candor ends',
  },
  countFeature: { worst: 'A count of a feature is wrong.' },
  getSignIn: {
    worst: 'Reads the account and the password of who is signed in, or of whom Candor remembers.',
  },
  openPoolWay: {
    worst:
      'The system is asked for the proxy to the person’s own pool; the page learns by what ID that pool knows this device, for accounts that it names.',
  },
  signInAttempted: { worst: 'A count of attempts is wrong.' },
  signedIn: {
    worst:
      'The person’s own pool is asked whether the account and the password are right, by the main process; only then is anything opened. Each guess counts there as a wrong password does.',
  },
  signInFailed: {
    worst:
      'A count, and an error record if error reports are on, are wrong; the person is signed out.',
  },
  signedOut: { worst: 'The person is signed out, and their password forgotten.' },
  connectionLost: { worst: 'An error record, if error reports are on, is wrong.' },
  checkPool: { worst: 'The person’s own pool is asked whether it answers.' },
  listContacts: { worst: `${OWN_PEOPLE}: reads the contacts.` },
  addContact: { worst: `${OWN_PEOPLE}: adds a contact, or renames one.` },
  removeContact: { worst: `${OWN_PEOPLE}: removes a contact.` },
  listConversations: { worst: `${OWN_PEOPLE}: reads who writes to whom.` },
  readMessages: { worst: `${OWN_PEOPLE}: reads the messages.` },
  storeMessage: {
    worst: `${OWN_PEOPLE}: keeps a message that nobody wrote, counts it, and shows a notification of it.`,
  },
  settleMessage: {
    worst: `${OWN_PEOPLE}: a message is shown as delivered, or as failed, that was not.`,
  },
  messageRefused: { worst: 'An error record, if error reports are on, is wrong.' },
  markRead: { worst: `${OWN_PEOPLE}: a message is no longer shown as unread.` },
  openLink: {
    worst:
      'One web page of its choice opens in the browser for each press, with what it could read in the address; http and https alone.',
    press: ALWAYS,
  },
  setOpenConversations: { worst: 'Other conversations are opened at the next sign-in.' },
  allowPeers: {
    worst:
      'In the main window during a call that is shown to the person, and in the meeting’s window while its pool says that the meeting is open: datagrams reach any host. It ends with the call, the page and the window, and with the meeting, as the page tells or its pool, which is asked each minute of a stay.',
    press: 'where the way is to be opened',
  },
  tellCall: {
    worst:
      'A call that is none is shown, counted, kept in the history and told of by a notification.',
  },
  getCall: { worst: 'Reads who is called, and how far the call is.' },
  commandCall: {
    worst: 'Hangs up, mutes or holds the call of the main window; with a press: answers one.',
    press: 'where a call is to be answered',
  },
  showMain: { worst: OWN_WINDOW },
  meetNow: {
    worst: 'The person’s own pool makes a meeting in their name, and its window opens.',
    press: ALWAYS,
  },
  joinByLink: {
    worst: 'The meeting’s window opens, and the person’s own pool is asked about that meeting.',
    press: ALWAYS,
  },
  joinOtherMeeting: {
    worst: 'The meeting is left for another whose link was opened, and that one’s pool is asked.',
    press: ALWAYS,
  },
  getInvitation: {
    worst: 'The pool of the meeting that is open is asked about it, if the person agreed to that.',
  },
  askMeetingPool: {
    worst: 'The pool is asked that the link names which was opened; no other host.',
    press: ALWAYS,
  },
  getTicket: {
    worst:
      'The person’s own pool gives a ticket for the meeting that is open, which proves them there once.',
  },
  meetingEvent: { worst: 'Counts of attempts, meetings and minutes are wrong.' },
  copyJoinUrl: { worst: 'The clipboard holds the link of the meeting that is open.' },
};

const row = (name: CallName): string => {
  const { worst, press } = reach[name];
  return `| \`${name}\` | ${press ?? '–'} | ${worst} |`;
};

/** Which calls are said to take a press, and which do. */
export const pressedCalls = {
  said: callNames.filter((name) => reach[name].press !== undefined),
  held: callNames.filter((name) => activationGatedCalls[name] !== undefined),
};

/** The text of docs/what-a-page-reaches.md. */
export function pageReach(): string {
  return `${[
    '# What a page reaches',
    '',
    'A window’s page can ask the main process for what stands here, and for nothing else. The table says, for each call, the worst that comes of it where somebody else has got hold of the page’s script. Generated by `npm run docs` from `tools/pageReach.ts`, where a call without a row does not compile.',
    '',
    'Every call is refused to anyone but the main frame of a page of Candor’s own, and every argument is parsed. A **press** is a key, a button or a finger that the main process itself heard go down in that window, within five seconds, and each is good for one call; script makes none. Where none was heard, the person is asked by a box that no page can answer ([decision 74](decisions/0074-a-persons-deed-takes-a-press.md)).',
    '',
    '| Call | Takes a press | The worst that comes of it |',
    '| --- | --- | --- |',
    ...callNames.map(row),
    '',
    'Beside these calls, a page of the main window speaks SIP to the person’s own pool, and one of the meeting’s window to that meeting’s room; each may use the microphone. The other windows reach nothing.',
  ].join('\n')}\n`;
}
