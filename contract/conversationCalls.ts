import { z } from 'zod';
import type {
  Contact,
  Deletion,
  KnownConversations,
  Message,
  Session,
  SignIn,
} from './conversations.ts';
import type { Colleague } from './people.ts';
import { ALWAYS, call, fallibleCall, nothing } from './ipcCall.ts';
import { LONGEST_MESSAGE } from './messageLimits.ts';
import { networkQuality } from './networkQuality.ts';
import { canBeSeen } from './participantName.ts';
import { accountAddress, peerAddress } from './sip/addressSchemas.ts';

const messageId = z.uuid();
/** A SIP status, a WebSocket close code, or one of JsSIP's words for a cause. */
const code = z.string().regex(/^[\w .-]{1,64}$/);
const password = z.string().min(1).max(256);

const OWN_PEOPLE = 'Of the account that is signed in, and of no other';

/** What the main window asks about signing in, people and messages. */
export const conversationCalls = {
  getSignIn: call<SignIn>().taking(nothing, {
    worst: 'Reads the account and the password of who is signed in, or of whom Candor remembers.',
  }),
  /**
   * Resolves once the way to the pool is open, which takes as long as the system needs to find its proxies, to the
   * instance ID by which the pool knows this device for the account, as `urn:uuid:…`; null if no pool is set.
   */
  openPoolWay: call<string | null>().taking(z.strictObject({ account: accountAddress }), {
    worst:
      'The system is asked for the proxy to the person’s own pool; the page learns by what ID that pool knows this device, for accounts that it names.',
  }),
  /** Called before each attempt to sign in, by the person or by Candor. */
  signInAttempted: call().taking(nothing, { worst: 'A count of attempts is wrong.' }),
  /** Null if the main process could not verify the account by itself: then nothing of it is opened. */
  signedIn: call<Session | null>().taking(
    z.strictObject({
      account: accountAddress,
      password,
      remember: z.boolean(),
      automatic: z.boolean(),
    }),
    {
      worst:
        'The person’s own pool is asked whether the account and the password are right, by the main process; only then is anything opened. Each guess counts there as a wrong password does.',
    },
  ),
  signInFailed: call().taking(
    z.strictObject({
      cause: z.enum([
        'credentials',
        'certificate',
        'unreachable',
        'silent',
        'garbled',
        'challenge',
        'refused',
        'server',
      ] as const),
      code: code.optional(),
    }),
    {
      worst:
        'A count, and an error record if error reports are on, are wrong; the person is signed out.',
    },
  ),
  /** The person signs out: the remembered password is forgotten. */
  signedOut: call().taking(nothing, {
    worst: 'The person is signed out, and their password forgotten.',
  }),
  connectionLost: call().taking(z.strictObject({ code, quality: networkQuality.optional() }), {
    worst: 'An error record, if error reports are on, is wrong.',
  }),
  /** Why the pool can't be reached, which a page is not told: the main process itself asks. */
  checkPool: call<'answers' | 'certificate' | 'unreachable' | 'silent'>().taking(nothing, {
    worst: 'The person’s own pool is asked whether it answers.',
  }),
  listContacts: call<readonly Contact[]>().taking(nothing, {
    worst: `${OWN_PEOPLE}: reads the contacts.`,
  }),
  /**
   * The people whom the pool names, of the person's own organisation; resolves once any question under way is
   * answered.
   */
  listColleagues: call<readonly Colleague[]>().taking(nothing, {
    worst: `${OWN_PEOPLE}: reads the names and addresses of the people of its organisation.`,
  }),
  addContact: fallibleCall<readonly Contact[]>().taking(
    z.strictObject({
      address: peerAddress,
      /** Empty if the person gave none. */
      name: z
        .string()
        .max(128)
        .refine((name) => name === '' || canBeSeen(name)),
    }),
    {
      worst: `${OWN_PEOPLE}: adds a contact, or renames one.`,
    },
  ),
  removeContact: fallibleCall<readonly Contact[]>().taking(
    z.strictObject({ address: peerAddress }),
    {
      worst: `${OWN_PEOPLE}: removes a contact.`,
    },
  ),
  listConversations: call<KnownConversations>().taking(nothing, {
    worst: `${OWN_PEOPLE}: reads who writes to whom.`,
  }),
  /** In the order in which they came, oldest first. */
  readMessages: fallibleCall<readonly Message[]>().taking(
    z.strictObject({
      peer: peerAddress,
      /** Only those before this place; the newest if undefined. */
      before: z.int().min(0).optional(),
      limit: z.int().min(1).max(500),
    }),
    {
      worst: `${OWN_PEOPLE}: reads the messages.`,
    },
  ),
  /**
   * Keeps a message and counts it.
   * @returns it, or null if it is known already.
   */
  storeMessage: fallibleCall<Message | null>().taking(
    z.strictObject({
      id: messageId,
      peer: peerAddress,
      text: z.string().min(1).max(LONGEST_MESSAGE),
      direction: z.enum(['Incoming', 'Outgoing']),
      /** Whether the person is looking at its conversation, so that it never becomes unread. */
      isSeen: z.boolean().optional(),
    }),
    {
      worst: `${OWN_PEOPLE}: keeps a message that nobody wrote, counts it, and shows a notification of it.`,
    },
  ),
  /** Reports what became of a sent message; a failure is recorded if that is allowed. */
  settleMessage: fallibleCall<Message>().taking(
    z.strictObject({
      id: messageId,
      delivery: z.enum(['sending', 'delivered', 'failed']),
      code: code.optional(),
      quality: networkQuality.optional(),
    }),
    {
      worst: `${OWN_PEOPLE}: a message is shown as delivered, or as failed, that was not.`,
    },
  ),
  /** A message that came could not be accepted: recorded if that is allowed. */
  messageRefused: fallibleCall().taking(
    z.strictObject({
      /** Null if the sender's address is not valid. */
      peer: peerAddress.nullable(),
      code,
      quality: networkQuality.optional(),
    }),
    {
      worst: 'An error record, if error reports are on, is wrong.',
    },
  ),
  markRead: call().taking(z.strictObject({ peer: peerAddress }), {
    worst: `${OWN_PEOPLE}: a message is no longer shown as unread.`,
  }),
  /** Deletes the messages and calls with somebody from this device. */
  deleteConversation: fallibleCall<Deletion>().taking(z.strictObject({ peer: peerAddress }), {
    worst: `${OWN_PEOPLE}: the messages and calls with one other person are gone from this device.`,
    press: ALWAYS,
  }),
  /** Deletes the messages and calls with everyone from this device, and every unreadable copy that was set aside. */
  deleteAllConversations: fallibleCall<Deletion>().taking(nothing, {
    worst: `${OWN_PEOPLE}: all messages and calls are gone from this device.`,
    press: ALWAYS,
  }),
  /** Opens http and https addresses in the system's browser. */
  openLink: fallibleCall().taking(z.strictObject({ url: z.string().max(2048) }), {
    worst:
      'One web page of its choice opens in the browser for each press, with what it could read in the address; http and https alone.',
    press: ALWAYS,
  }),
  /** The conversations that "Reopen my conversations when I sign in" reopens. */
  setOpenConversations: call().taking(z.strictObject({ peers: z.array(peerAddress).max(50) }), {
    worst: 'Other conversations are opened at the next sign-in.',
  }),
};
