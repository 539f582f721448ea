import { describe, expect, it } from 'vitest';
import type { Category, Surface } from '../../contract/datum.ts';
import { decide, noPolicy, notChosen, type Choice, type Policy } from '../../contract/consent.ts';
import { consentText } from '../../contract/consentText.ts';
import { because, decider } from './decisionText.ts';

const since = '2026-11-22T08:00:00.000Z';
const chose = (errorReports: boolean): Choice => ({ errorReports, since, agreed: consentText });
const outgrown: Choice = { errorReports: true, since, agreed: { version: 0, fields: ['userId'] } };
const machine = { source: 'machine', location: '/etc/candor/policy.json', since } as const;
const policy = (DisableAutomaticSendTracing: boolean): Policy => ({
  readings: [{ ...machine, state: 'read', values: { DisableAutomaticSendTracing }, unknown: [] }],
});
const unreadable: Policy = {
  readings: [{ ...machine, state: 'unreadable', problem: 'it is not valid JSON' }],
};
const meeting: Policy = {
  readings: [],
  meetings: { MeetingUxEnableTelemetry: true, pool: 'pool.example', since },
};

const cases: readonly (readonly [string, Category, Surface, Choice, Policy, string, string])[] = [
  ['census on the desktop', 'census', 'desktop', notChosen, policy(true), 'census', 'candor'],
  ['census on the join page', 'census', 'launcher', notChosen, noPolicy, 'launcher', 'candor'],
  ['usage, no policy', 'usage', 'desktop', notChosen, noPolicy, 'usageDefault', 'candor'],
  ['usage, allowed', 'usage', 'desktop', notChosen, policy(false), 'usagePermitted', 'policy'],
  ['usage, refused', 'usage', 'desktop', notChosen, policy(true), 'refused', 'policy'],
  ['usage, unreadable', 'usage', 'desktop', notChosen, unreadable, 'unreadable', 'policy'],
  ['error, never chosen', 'error', 'desktop', notChosen, noPolicy, 'notChosen', 'candor'],
  ['error, chosen on', 'error', 'desktop', chose(true), noPolicy, 'chosenOn', 'person'],
  ['error, chosen off', 'error', 'desktop', chose(false), policy(false), 'chosenOff', 'person'],
  ['error, refused', 'error', 'desktop', chose(true), policy(true), 'refused', 'policy'],
  ['error, unreadable', 'error', 'desktop', chose(true), unreadable, 'unreadable', 'policy'],
  ['error, suspended', 'error', 'desktop', outgrown, noPolicy, 'suspended', 'person'],
  ['error in a meeting', 'error', 'meetings', notChosen, meeting, 'pool', 'policy'],
  ['error, no pool', 'error', 'meetings', notChosen, noPolicy, 'pool', 'candor'],
];

describe('the sentence that says why', () => {
  it.each(cases)('fits %s', (_, category, surface, choice, policies, sentence, who) => {
    const decision = decide(category, surface, choice, policies, consentText);
    expect(because(decision)).toBe(sentence);
    expect(decider(decision.because.source)).toBe(who);
  });
});
