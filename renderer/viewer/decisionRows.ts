import { categories, type Category, type Surface } from '../../contract/datum.ts';
import {
  decide,
  notChosen,
  type Choice,
  type Decision,
  type Policy,
} from '../../contract/consent.ts';
import { consentText } from '../../contract/consentText.ts';
import type { en } from '../../contract/text/en.ts';

type Words = keyof typeof en.viewer.decisions;

export interface DecisionRow {
  readonly surface: Surface;
  readonly policy: Words;
  readonly choice: Words;
  readonly allowed: Readonly<Record<Category, boolean>>;
}

const since = '2026-01-01T00:00:00.000Z';
const saidYes: Choice = { errorReports: true, since, agreed: consentText };
const refuses = (DisableAutomaticSendTracing: boolean): Policy => ({
  readings: [
    {
      source: 'machine',
      location: '',
      state: 'read',
      values: { DisableAutomaticSendTracing },
      unknown: [],
      since,
    },
  ],
});
const hosted = (MeetingUxEnableTelemetry: boolean): Policy => ({
  readings: [],
  meetings: { MeetingUxEnableTelemetry, pool: '', since },
});

const row = (
  surface: Surface,
  [policy, setting]: readonly [Words, Policy],
  [choice, chosen]: readonly [Words, Choice],
): DecisionRow => ({
  surface,
  policy,
  choice,
  allowed: Object.fromEntries(
    categories.map((it) => [it, decide(it, surface, chosen, setting, consentText).allowed]),
  ) as Record<Category, boolean>,
});

const none = ['choiceNone', notChosen] as const;

/** Every cell of the table, filled in by the function that decides, so that it can't say anything else. */
export const decisionRows: readonly DecisionRow[] = [
  row('desktop', ['policyOff', refuses(false)], ['choiceOff', notChosen]),
  row('desktop', ['policyOff', refuses(false)], ['choiceOn', saidYes]),
  row('desktop', ['policyOn', refuses(true)], ['choiceEither', saidYes]),
  row('meetings', ['meetingsOff', hosted(false)], none),
  row('meetings', ['meetingsOn', hosted(true)], none),
  row('launcher', ['meetingsOff', hosted(false)], none),
  row('launcher', ['meetingsOn', hosted(true)], none),
];

/** The index of the row in force on this surface. */
export function rowInForce({ allowed, because }: Decision, surface: Surface): number {
  const first = decisionRows.findIndex((it) => it.surface === surface);
  if (allowed) return first + 1;
  return because.key === 'DisableAutomaticSendTracing' ? first + 2 : first;
}
