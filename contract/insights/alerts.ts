import { z } from 'zod';
import { languages } from '../text/index.ts';
import { recordShapes } from '../recordShapes.ts';
import { leastDevices } from './queries.ts';

/** The least sessions, or attempts to sign in, that a share is judged by: of a handful, one person makes a rate. */
export const leastCounted = 50;
/** Rules of one service. */
export const mostRules = 100;

/** Whether a host is the machine itself, as addresses name it. */
export const isThisMachine = (hostname: string): boolean =>
  ['localhost', '127.0.0.1', '[::1]', '::1'].includes(hostname);

/** Without a user name and a fragment. */
const plainAddress = /^https?:\/\/[^/?#@\\\s]+(?:[/?][^#\s]*)?$/i;
/** What a webhook's address may be: TLS, or plain text that does not leave the service's machine (decision 116). */
export const webhookAddress = z
  .string()
  .max(2048)
  .regex(plainAddress)
  .pipe(
    z.union([
      z.url({ protocol: /^https$/ }),
      z.url({ protocol: /^http$/, hostname: /^(?:localhost|127\.0\.0\.1|\[::1\])$/ }),
    ]),
  );
export const mailAddress = z.email().max(254);

const destination = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('webhook'),
    url: z
      .string()
      .refine(
        (url) => webhookAddress.safeParse(url).success,
        'an address as https://…, or http://… on the service’s machine, without a user name',
      ),
  }),
  z.strictObject({
    kind: z.literal('mail'),
    address: z
      .string()
      .refine((address) => mailAddress.safeParse(address).success, 'an e-mail address'),
  }),
]);
export type Destination = z.infer<typeof destination>;

const sent = {
  to: destination,
  /** Of what the messages say. */
  language: z.enum(languages),
};
/** What a rule's numbers may be; those that are no per cent are whole. */
export const bounds = {
  below: { least: 0.1, most: 99.99 },
  above: { least: 0.1, most: 99.99 },
  people: { least: leastDevices, most: 1_000_000 },
  days: { least: 1, most: 28 },
  hours: { least: 1, most: 720 },
} as const;
const percent = (of: 'below' | 'above') => z.number().min(bounds[of].least).max(bounds[of].most);
const whole = (of: 'people' | 'days' | 'hours') =>
  z.int().min(bounds[of].least).max(bounds[of].most);
/** Up to today, in UTC. */
const days = whole('days');

/** What a rule watches, and from where on. */
const watches = {
  /** Fires where fewer of a hundred sessions than `below` end without a crash. */
  crashFree: z.strictObject({ kind: z.literal('crashFree'), below: percent('below'), days }),
  /** Fires where more of a hundred attempts to sign in than `above` fail. */
  signInFailures: z.strictObject({
    kind: z.literal('signInFailures'),
    above: percent('above'),
    days,
  }),
  /** Fires for each open group of errors that was first told within the days, once it is of so many people. */
  newErrors: z.strictObject({
    kind: z.literal('newErrors'),
    people: whole('people'),
    days,
  }),
  /** Fires where no record was stored for so many hours in which the service ran. */
  silence: z.strictObject({ kind: z.literal('silence'), hours: whole('hours') }),
} as const;

/** `POST /v1/insights/alerts` and `PUT /v1/insights/alerts/ID`: a rule as an officer sets it. */
export const alertRule = z.discriminatedUnion('kind', [
  watches.crashFree.extend(sent),
  watches.signInFailures.extend(sent),
  watches.newErrors.extend(sent),
  watches.silence.extend(sent),
]);
export type AlertRule = z.infer<typeof alertRule>;

const watched = z.discriminatedUnion('kind', [
  watches.crashFree,
  watches.signInFailures,
  watches.newErrors,
  watches.silence,
]);
/** A rule without where it goes. */
export type Watched = z.infer<typeof watched>;

const rated = { rate: z.number().min(0).max(1), of: z.int().min(0) };
/** What made a rule fire: only what analysts are told. */
export const finding = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('crashFree'), ...rated }),
  z.strictObject({ kind: z.literal('signInFailures'), ...rated }),
  z.strictObject({
    kind: z.literal('newErrors'),
    error: z.enum(Object.keys(recordShapes) as [keyof typeof recordShapes]),
    /** The exception's type, the crash's signature or the code; null where it is more than a plain name. */
    title: z.string().nullable(),
    /** Rounded down to a multiple of k. */
    people: z.int().min(0),
  }),
  z.strictObject({ kind: z.literal('silence'), hours: z.int().min(0) }),
]);
export type Finding = z.infer<typeof finding>;

/** Why a message did not arrive; `detail` is a status or a code, never words of the receiver's. */
export const deliveryProblem = z.strictObject({
  kind: z.enum([
    'noAnswer',
    'unreachable',
    'untrusted',
    'notAllowed',
    'refused',
    'redirected',
    'webPage',
    'noServer',
    'noTls',
    'password',
    'mailRefused',
  ]),
  detail: z.string().max(100),
});
export type DeliveryProblem = z.infer<typeof deliveryProblem>;

/** What came of a message; `detail` is the receiver's status. */
export const delivery = z.discriminatedUnion('arrived', [
  z.strictObject({ arrived: z.literal(true), detail: z.string().max(100) }),
  z.strictObject({ arrived: z.literal(false), problem: deliveryProblem }),
]);
/** The answer to `POST /v1/insights/alerts/ID/trial`. */
export type Delivery = z.infer<typeof delivery>;

const alert = z.strictObject({
  id: z.uuid(),
  rule: watched,
  /** The receiver's machine or mail domain. */
  where: z.string(),
  /** All of where it goes, and in which language, for officers alone: an address can be a secret. */
  sent: z.strictObject(sent).nullable(),
  setBy: z.string(),
  setAt: z.iso.datetime(),
  /** Whether it is watched; one that is not fires nothing and has no message. */
  on: z.boolean(),
  /** What fires, each since when; nothing where nothing does. */
  firing: z.array(z.strictObject({ since: z.iso.datetime(), finding })),
  /** The messages that wait because they could not be delivered, since when and why; null where none do. */
  undelivered: z
    .strictObject({ messages: z.int().min(1), since: z.iso.datetime(), problem: deliveryProblem })
    .nullable(),
  /** What came in the end of the last message that waits no more, and when; null before the first. */
  last: z.strictObject({ at: z.iso.datetime(), delivery }).nullable(),
});
export type Alert = z.infer<typeof alert>;

/** The answer to `GET /v1/insights/alerts`. */
export const alertsAnswer = z.strictObject({
  k: z.int().min(1),
  /** Whether who asks may change them. */
  mayChange: z.boolean(),
  /** Whether the service has a mail server to send by. */
  canMail: z.boolean(),
  alerts: z.array(alert),
});
/** `PUT /v1/insights/alerts/ID/switch`: whether a rule is watched. */
export const alertSwitch = z.strictObject({ on: z.boolean() });
/** The answer to making a rule. */
export const madeAlert = z.strictObject({ id: z.uuid() });

/** What a webhook is sent, as JSON. */
export const alertMessage = z.strictObject({
  schema: z.literal(1),
  /** The same for the same message, should it come twice. */
  message: z.uuid(),
  event: z.enum(['fired', 'over', 'trial']),
  at: z.iso.datetime(),
  ruleId: z.uuid(),
  rule: watched,
  /** What fires since, or no longer; none in a trial. */
  findings: z.array(finding),
  /** All of it in words, in the rule's language. */
  text: z.string(),
});
export type AlertMessage = z.infer<typeof alertMessage>;
