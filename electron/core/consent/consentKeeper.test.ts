import { expect, it } from 'vitest';
import { noPolicy } from '../../../contract/consent.ts';
import { consentText } from '../../../contract/consentText.ts';
import { optedIn, optedOut, refusal } from '../../testing/telemetry.testkit.ts';
import { createConsentKeeper } from './consentKeeper.ts';

const start = () => createConsentKeeper({ choice: optedIn, policy: noPolicy, consentText });

it('withdraws just what is newly refused, when the new decision already stands', () => {
  const consent = start();
  const seen: unknown[] = [];
  consent.onWithdrawal((category, surfaces) => {
    seen.push([category, surfaces, consent.allows(category, 'desktop')]);
  });
  consent.change({ choice: optedOut });
  expect(seen).toEqual([['error', ['desktop'], false]]);
  consent.change({ policy: refusal });
  expect(seen.slice(1)).toEqual([['usage', ['desktop'], false]]);
  consent.change({ policy: noPolicy });
  expect(seen).toHaveLength(2);
});

it('withdraws by surface where the others go on', () => {
  const meetings = { MeetingUxEnableTelemetry: true, pool: 'pool.contoso.com', since: '' };
  const consent = createConsentKeeper({
    choice: optedIn,
    policy: { readings: [], meetings },
    consentText,
  });
  const seen: unknown[] = [];
  consent.onWithdrawal((...withdrawn) => seen.push(withdrawn));
  consent.change({
    policy: { readings: [], meetings: { ...meetings, MeetingUxEnableTelemetry: false } },
  });
  expect(seen).toEqual([
    ['usage', ['meetings', 'launcher']],
    ['error', ['meetings', 'launcher']],
  ]);
});

it('withdraws every category and tells everyone, though one of them fails', () => {
  const consent = start();
  const seen: string[] = [];
  consent.onWithdrawal((category) => {
    seen.push(category);
    throw new Error(`${category} can't be deleted`);
  });
  consent.onChange(() => seen.push('change'));
  expect(() => {
    consent.change({ policy: refusal });
  }).toThrow("usage can't be deleted");
  expect(seen).toEqual(['usage', 'error', 'change']);
});
