import { anything, pick } from '../../../contract/testing/seeded.testkit.ts';
import { decide, notChosen } from '../../../contract/consent.ts';
import { parsePolicy } from '../../../contract/policy.ts';
import { policyKeys } from '../../../contract/policyCatalogue.ts';
import { parsePolicyText } from '../../../contract/policyText.ts';
import { consentText } from '../../../contract/consentText.ts';
import { attackInProcess } from '../attackInProcess.ts';
import { hostileText, spoilt } from '../hostileText.ts';

const LONGEST = 64 * 1024;

/** What every reader of a policy's text owes: a refusal that is there is never read as none. */
function checkRefusalHolds(text: string): void {
  const parsed = parsePolicyText(text);
  if (parsed.ok && parsed.values.DisableAutomaticSendTracing === true) {
    const { values, unknown } = parsed;
    const since = '2026-11-28T00:00:00.000Z';
    const reading = { source: 'machine', location: 'campaign', state: 'read' } as const;
    const policy = { readings: [{ ...reading, values, unknown, since }] };
    if (decide('usage', 'desktop', notChosen, policy, consentText).allowed)
      throw new Error('a refusal was lost');
  }
}

/** Texts of policy files, and values as a registry or managed preferences hold them. */
export const policies = attackInProcess('policies', () =>
  Promise.resolve((unit) => {
    const policy = Object.fromEntries(
      policyKeys.map((key) => [
        key,
        pick<unknown>(unit, [true, 1, 0, anything(unit), hostileText(unit, 2000)]),
      ]),
    );
    const sound = JSON.stringify(policy, null, unit() < 0.5 ? 2 : 0);
    const text = pick(unit, [
      () => sound,
      () => spoilt(unit, sound, LONGEST),
      () => `// ${hostileText(unit, LONGEST)}\n${sound}`,
      () => '['.repeat(Math.floor(unit() * LONGEST)),
      () => hostileText(unit, LONGEST),
    ])();
    return {
      input: text,
      run: () => {
        checkRefusalHolds(text);
        parsePolicy(unit() < 0.5 ? policy : anything(unit));
      },
    };
  }),
);
