import type { bounds } from '../../../contract/insights/alerts.ts';
import {
  alertRule,
  type Alert,
  type AlertRule,
  type Destination,
  type Watched,
} from '../../../contract/insights/alerts.ts';
import type { Language } from '../../../contract/text/index.ts';

export const kinds = [
  'crashFree',
  'signInFailures',
  'newErrors',
  'silence',
] as const satisfies readonly Watched['kind'][];
export const destinations = ['webhook', 'mail'] as const satisfies readonly Destination['kind'][];

export type NumberName = keyof typeof bounds;
export type FieldName = NumberName | 'url' | 'address';

/** The numbers of each kind of rule, in the order of their fields. */
export const numbersOf = {
  crashFree: ['below', 'days'],
  signInFailures: ['above', 'days'],
  newErrors: ['people', 'days'],
  silence: ['hours'],
} as const satisfies Readonly<Record<Watched['kind'], readonly NumberName[]>>;

/** A rule as the form holds it, including what another kind or destination would need. */
export interface Draft {
  readonly kind: Watched['kind'];
  /** As typed. */
  readonly typed: Readonly<Record<FieldName, string>>;
  readonly to: Destination['kind'];
  readonly language: Language;
}

const usual = {
  below: '99',
  above: '10',
  people: '10',
  days: '7',
  hours: '24',
  url: '',
  address: '',
} as const;

/** The form's initial contents. @param language the language of a new rule's messages. */
export function draftOf(alert: Alert | null, language: Language): Draft {
  if (!alert?.sent) return { kind: 'crashFree', typed: usual, to: 'webhook', language };
  const { rule, sent } = alert;
  const { kind, ...numbers } = rule;
  const typed = Object.entries(numbers).map(([name, value]) => [name, String(value)]);
  const { kind: to, ...address } = sent.to;
  return {
    kind,
    typed: { ...usual, ...(Object.fromEntries(typed) as Partial<Draft['typed']>), ...address },
    to,
    language: sent.language,
  };
}

type Read =
  | { readonly ok: true; readonly rule: AlertRule }
  | { readonly ok: false; readonly wrong: readonly FieldName[] };

/** Checks the form as the service does. @returns the rule, or the invalid fields in order. */
export function readDraft({ kind, typed, to, language }: Draft): Read {
  const numbers = numbersOf[kind];
  const values = numbers.map((name) => [
    name,
    typed[name].trim() === '' ? null : Number(typed[name]),
  ]);
  const place = to === 'webhook' ? 'url' : 'address';
  const parsed = alertRule.safeParse({
    kind,
    ...(Object.fromEntries(values) as object),
    to: { kind: to, [place]: typed[place].trim() },
    language,
  });
  if (parsed.success) return { ok: true, rule: parsed.data };
  const fields: readonly FieldName[] = [...numbers, place];
  const told = parsed.error.issues.map(({ path }) => path.at(-1));
  return { ok: false, wrong: fields.filter((name) => told.includes(name)) };
}
