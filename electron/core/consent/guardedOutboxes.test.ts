import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createManualClock } from '../../testing/clock.testkit.ts';
import {
  createListLog,
  entryOf,
  everything,
  openOutboxes,
  optedIn,
  refusal,
  temporaryFolder,
} from '../../testing/telemetry.testkit.ts';
import { noPolicy, notChosen, type Policy } from '../../../contract/consent.ts';
import { consentText } from '../../../contract/consentText.ts';
import { createConsentKeeper } from './consentKeeper.ts';
import { guardOutboxes } from './guardedOutboxes.ts';

const day = '2026-11-22';
const unsettled: Policy = {
  readings: [
    {
      source: 'machine',
      location: '/etc/candor/policy.json',
      state: 'unsettled',
      problem: 'no JSON object',
      since: '2026-11-22T09:45:00.000Z',
    },
  ],
};

function openGuarded(state: Omit<Parameters<typeof createConsentKeeper>[0], 'consentText'>) {
  const folder = temporaryFolder();
  const { outboxes } = openOutboxes(folder, createManualClock());
  const consent = createConsentKeeper({ ...state, consentText });
  return { outboxes: guardOutboxes(outboxes, consent, createListLog()), consent, folder };
}

const idsIn = (outbox: ReturnType<typeof openGuarded>['outboxes']['error']) =>
  outbox.waiting(everything).map(({ id }) => id);

test('an error record that nobody agreed to is not stored, whoever hands it over', () => {
  const { outboxes, folder } = openGuarded({ choice: notChosen, policy: noPolicy });
  outboxes.error.append([entryOf('CANARY')], []);
  expect(readdirSync(folder)).toEqual([]);
  expect(outboxes.error.counts().waiting).toBe(0);
});

test('an error record is stored as soon as it is agreed to, and not after the yes is taken back', () => {
  const { outboxes, consent } = openGuarded({ choice: notChosen, policy: noPolicy });
  consent.change({ choice: optedIn });
  const agreed = entryOf();
  outboxes.error.append([agreed], []);
  consent.change({ choice: notChosen });
  outboxes.error.append([entryOf()], []);
  expect(idsIn(outboxes.error)).toEqual([agreed.id]);
});

test('of what is handed over together, only the refused surface stays out', () => {
  const { outboxes } = openGuarded({ choice: optedIn, policy: noPolicy });
  const desktop = entryOf();
  outboxes.error.append([desktop, entryOf('', { surface: 'meetings' })], []);
  expect(idsIn(outboxes.error)).toEqual([desktop.id]);
});

test('no counter, no message counted elsewhere and no day turned into a record is stored of refused usage', () => {
  const { outboxes } = openGuarded({ choice: notChosen, policy: refusal });
  const { usage } = outboxes;
  const count = { day, surface: 'desktop', name: 'imSent' } as const;
  usage.append([], [{ ...count, key: '', amount: 1 }]);
  usage.takeOver('history', [{ ...count, epoch: usage.epoch('desktop'), place: 1 }]);
  let seen = 0;
  usage.roll((counters) => {
    seen = counters.length;
    return { entries: [entryOf('', { category: 'usage', name: 'day' })], mark: day };
  });
  expect({ seen, waiting: usage.counts().waiting }).toEqual({ seen: 0, waiting: 0 });
});

test('what is only held, since a policy may be half written, is not lost', () => {
  const { outboxes } = openGuarded({ choice: optedIn, policy: unsettled });
  const held = entryOf();
  outboxes.error.append([held], []);
  expect(idsIn(outboxes.error)).toEqual([held.id]);
});
