import { describe, expect, test } from 'vitest';
import { surfaces } from './datum.ts';
import type { Decision, Provenance } from './consent.ts';
import { dumpRows } from './dumpRows.ts';
import { decideDump, dumpChoices, type DumpFate } from './dumpDecision.ts';

const because = (value: Provenance['value']): Provenance => ({
  source: 'machine',
  key: 'DisableAutomaticSendTracing',
  value,
  since: null,
});
const allowed: Decision = { allowed: true, because: because(false) };
const refused: Decision = { allowed: false, because: because(true) };
const held: Decision = { allowed: false, because: because('unsettled') };

describe.each(surfaces)('a dump of the surface %s', (surface) => {
  const fates = (decision: Decision) =>
    dumpChoices.flatMap((person) =>
      dumpChoices.map((system) => decideDump(surface, decision, person, system)),
    );

  test('goes, whatever anybody chose, where its error report is refused', () => {
    expect(new Set(fates(refused))).toEqual(new Set(['delete']));
  });

  test('neither leaves nor goes while a policy may be half written', () => {
    expect(new Set(fates(held))).toEqual(new Set(['keep']));
  });
});

test.each([
  ['ask', 'ask'],
  ['always', 'send'],
  ['never', 'delete'],
] as const)(
  '“%s” is the person’s to say on the desktop, and the system’s of a guest',
  (it, fate) => {
    for (const other of dumpChoices) {
      expect<DumpFate>(decideDump('desktop', allowed, it, other)).toBe(fate);
      expect<DumpFate>(decideDump('meetings', allowed, other, it)).toBe(fate);
      expect<DumpFate>(decideDump('launcher', allowed, it, other)).toBe('delete');
    }
  },
);

test('the table that is shown is this one, row by row', () => {
  expect(
    dumpRows.map(({ surface, errorReports, setting, fate }) =>
      [surface, errorReports, setting, fate].join(' '),
    ),
  ).toEqual([
    'desktop refused any delete',
    'desktop held any keep',
    'desktop allowed ask ask',
    'desktop allowed always send',
    'desktop allowed never delete',
    'meetings refused any delete',
    'meetings allowed ask ask',
    'meetings allowed always send',
    'meetings allowed never delete',
  ]);
});
