import { describe, expect, it } from 'vitest';
import type { ClientSurface } from '../../contract/datum.ts';
import { decide, noPolicy, notChosen, type Choice, type Policy } from '../../contract/consent.ts';
import { consentText } from '../../contract/consentText.ts';
import type { PolicyReading } from '../../contract/policy.ts';
import { decisionRows, rowInForce } from './decisionRows.ts';

const since = '2026-11-22T08:00:00.000Z';
const on: Choice = { errorReports: true, since, agreed: consentText };
const off: Choice = { errorReports: false, since };
const paused: Choice = { errorReports: true, since, agreed: { version: 0, fields: [] } };

const machine = { source: 'machine', location: '', since } as const;
const says = (reading: PolicyReading): Policy => ({ readings: [reading] });
const refuses = says({
  ...machine,
  state: 'read',
  values: { DisableAutomaticSendTracing: true },
  unknown: [],
});
const unreadable = says({ ...machine, state: 'unreadable', problem: 'not valid JSON' });
const hosted = (MeetingUxEnableTelemetry: boolean): Policy => ({
  ...refuses,
  meetings: { MeetingUxEnableTelemetry, pool: '', since },
});

describe('the decision table that is shown', () => {
  it('is the one of the design, row by row', () => {
    expect(
      decisionRows.map(({ surface, policy, choice, allowed: { census, usage, error } }) => [
        surface,
        policy,
        choice,
        census,
        usage,
        error,
      ]),
    ).toEqual([
      ['desktop', 'policyOff', 'choiceOff', true, true, false],
      ['desktop', 'policyOff', 'choiceOn', true, true, true],
      ['desktop', 'policyOn', 'choiceEither', true, false, false],
      ['meetings', 'meetingsOff', 'choiceNone', true, false, false],
      ['meetings', 'meetingsOn', 'choiceNone', true, true, true],
      ['launcher', 'meetingsOff', 'choiceNone', false, false, false],
      ['launcher', 'meetingsOn', 'choiceNone', false, true, true],
    ]);
  });

  const cases: readonly (readonly [string, ClientSurface, Choice, Policy, string, string])[] = [
    ['nothing was chosen', 'desktop', notChosen, noPolicy, 'policyOff', 'choiceOff'],
    ['the person said no', 'desktop', off, noPolicy, 'policyOff', 'choiceOff'],
    ['the person said yes', 'desktop', on, noPolicy, 'policyOff', 'choiceOn'],
    ['a yes is paused', 'desktop', paused, noPolicy, 'policyOff', 'choiceOff'],
    ['a policy refuses a yes', 'desktop', on, refuses, 'policyOn', 'choiceEither'],
    ['a policy refuses a no', 'desktop', off, refuses, 'policyOn', 'choiceEither'],
    ['a policy can’t be read', 'desktop', on, unreadable, 'policyOn', 'choiceEither'],
    ['a host refuses', 'meetings', on, hosted(false), 'meetingsOff', 'choiceNone'],
    ['no host was asked yet', 'meetings', on, noPolicy, 'meetingsOff', 'choiceNone'],
    ['a host allows', 'meetings', off, hosted(true), 'meetingsOn', 'choiceNone'],
  ];
  it.each(cases)('marks the right row where %s', (_, surface, chosen, setting, policy, choice) => {
    const decision = decide('error', surface, chosen, setting, consentText);
    expect(decisionRows[rowInForce(decision, surface)]).toMatchObject({ surface, policy, choice });
  });
});
