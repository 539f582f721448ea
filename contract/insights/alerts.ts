import { z } from 'zod';
import { languages } from '../text/index.ts';
import { recordShapes } from '../recordShapes.ts';
import { leastDevices } from './queries.ts';

/** The fewest sessions or sign-in attempts for which a share is judged; with fewer, one person decides the rate. */
export const leastCounted = 50;
/** The most rules that one service holds. */
export const mostRules = 100;

/** Whether a host in a URL is this machine. */
export const isThisMachine = (hostname: string): boolean =>
  ['localhost', '127.0.0.1', '[::1]', '::1'].includes(hostname);

/** An HTTP or HTTPS URL without a user name or a fragment. */
const plainAddress = /^https?:\/\/[^/?#@\\\s]+(?:[/?][^#\s]*)?$/i;
/** What a webhook's URL may be: TLS, or plain HTTP that doesn't leave the service's machine (decision 116). */
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
  /** The language of the messages. */
  language: z.enum(languages),
};
/** The limits of a rule's numbers; all but percentages are whole numbers. */
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
/** The number of days up to today, in UTC. */
const days = whole('days');

/** What a rule watches, and when it fires. */
const watches = {
  /** Fires if less than `below` percent of sessions end without a crash. */
  crashFree: z.strictObject({ kind: z.literal('crashFree'), below: percent('below'), days }),
  /** Fires if more than `above` percent of sign-in attempts fail. */
  signInFailures: z.strictObject({
    kind: z.literal('signInFailures'),
    above: percent('above'),
    days,
  }),
  /** Fires for each open error group first reported within these days, once it affects this many people. */
  newErrors: z.strictObject({
    kind: z.literal('newErrors'),
    people: whole('people'),
    days,
  }),
  /** Fires if no record was stored in this many hours of the service running. */
  silence: z.strictObject({ kind: z.literal('silence'), hours: whole('hours') }),
} as const;

/** The body of `POST /v1/insights/alerts` and `PUT /v1/insights/alerts/ID`: a rule as an officer sets it. */
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
/** A rule without its destination. */
export type Watched = z.infer<typeof watched>;

const rated = { rate: z.number().min(0).max(1), of: z.int().min(0) };
/** Why a rule fires; it holds nothing that analysts may not see. */
export const finding = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('crashFree'), ...rated }),
  z.strictObject({ kind: z.literal('signInFailures'), ...rated }),
  z.strictObject({
    kind: z.literal('newErrors'),
    error: z.enum(Object.keys(recordShapes) as [keyof typeof recordShapes]),
    /** The exception's type, the crash's signature or the code; null if it isn't a plain name. */
    title: z.string().nullable(),
    /** Rounded down to a multiple of k. */
    people: z.int().min(0),
  }),
  z.strictObject({ kind: z.literal('silence'), hours: z.int().min(0) }),
]);
export type Finding = z.infer<typeof finding>;

/** Why a message did not arrive; `detail` is a status or a code, never the receiver's words. */
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

/** The outcome of sending a message; `detail` is the receiver's status. */
export const delivery = z.discriminatedUnion('arrived', [
  z.strictObject({ arrived: z.literal(true), detail: z.string().max(100) }),
  z.strictObject({ arrived: z.literal(false), problem: deliveryProblem }),
]);
/** The answer to `POST /v1/insights/alerts/ID/trial`. */
export type Delivery = z.infer<typeof delivery>;

const alert = z.strictObject({
  id: z.uuid(),
  rule: watched,
  /** The receiver's host or mail domain. */
  where: z.string(),
  /** The full destination and language, for officers only: a URL can be a secret. Null for everyone else. */
  sent: z.strictObject(sent).nullable(),
  setBy: z.string(),
  setAt: z.iso.datetime(),
  /** Whether it is watched; a rule that is off fires nothing and sends nothing. */
  on: z.boolean(),
  /** What fires, and since when; empty if nothing does. */
  firing: z.array(z.strictObject({ since: z.iso.datetime(), finding })),
  /** Messages waiting to be sent again, since when and why; null if there are none. */
  undelivered: z
    .strictObject({ messages: z.int().min(1), since: z.iso.datetime(), problem: deliveryProblem })
    .nullable(),
  /** The outcome of the last message that is done with, and when; null before the first. */
  last: z.strictObject({ at: z.iso.datetime(), delivery }).nullable(),
});
export type Alert = z.infer<typeof alert>;

/** The answer to `GET /v1/insights/alerts`. */
export const alertsAnswer = z.strictObject({
  k: z.int().min(1),
  /** Whether the reader may change the rules. */
  mayChange: z.boolean(),
  /** Whether the service has a mail server. */
  canMail: z.boolean(),
  alerts: z.array(alert),
});
/** `PUT /v1/insights/alerts/ID/switch`: whether a rule is watched. */
export const alertSwitch = z.strictObject({ on: z.boolean() });
/** The answer to a new rule. */
export const madeAlert = z.strictObject({ id: z.uuid() });

/** The JSON body that a webhook receives. */
export const alertMessage = z.strictObject({
  schema: z.literal(1),
  /** The same ID if the same message arrives twice. */
  message: z.uuid(),
  event: z.enum(['fired', 'over', 'trial']),
  at: z.iso.datetime(),
  ruleId: z.uuid(),
  rule: watched,
  /** What started or stopped firing; empty in a trial. */
  findings: z.array(finding),
  /** All of it as text, in the rule's language. */
  text: z.string(),
});
export type AlertMessage = z.infer<typeof alertMessage>;
