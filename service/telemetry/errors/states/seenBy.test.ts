import { describe, expect, it } from 'vitest';
import type { NewRow } from '../../store/store.ts';
import { openTestDatabase } from '../../insights/testing/openInsights.testkit.ts';
import { typedFieldsOf } from '../../insights/typedFields.ts';
import { createDraw, drawId } from '../../testing/records.ts';
import { createErrorStates } from './states.ts';

const draw = createDraw(41);
const k = 5;
const group = 'signInFailure:503';
const setAt = '2026-11-20T12:00:00.000Z';

/** This many people's reports of the group, of one day and version, which arrived on that day. */
const reports = (people: number, day: string, version: string): NewRow[] =>
  Array.from({ length: people }, (_, person) => {
    const told = { userId: `person-${person}`, errorCode: '503' };
    return {
      id: drawId(draw),
      category: 'error',
      surface: 'desktop',
      name: 'signInFailure',
      at: `${day}T10:00:00.000Z`,
      appName: 'Candor',
      appVersion: version,
      owner: null,
      pepperId: null,
      digest: 'x',
      fields: JSON.stringify(told),
      typed: typedFieldsOf('error', 'signInFailure', told),
    };
  });

function resolved() {
  const { db, store } = openTestDatabase();
  const states = createErrorStates(db);
  const arrive = (people: number, day: string, version: string) => {
    store.save(reports(people, day, version), `${day}T11:00:00.000Z`);
  };
  arrive(k, '2026-11-19', '0.9.0');
  states.set(group, { state: 'resolved', version: '1.0.0', note: 'fixed' }, 'Anne', setAt);
  return { arrive, seenBy: (least: number) => states.seenBy(least)(group) };
}

describe('a resolved group that came again', () => {
  it('is open for engineers at once, and for others only once so many people met it that it is told', () => {
    const { arrive, seenBy } = resolved();
    arrive(k - 1, '2026-11-23', '1.0.1');
    expect(seenBy(1)).toMatchObject({ state: 'open', metAgainIn: '1.0.1' });
    expect(seenBy(k)).toMatchObject({ state: 'resolved', version: '1.0.0', metAgainIn: null });
    arrive(k, '2026-11-24', '1.1.0');
    expect(seenBy(k)).toMatchObject({ state: 'open', metAgainIn: '1.1.0', by: 'Anne' });
    expect(seenBy(1)).toMatchObject({ metAgainIn: '1.0.1' });
  });

  it('tells others nothing by a day on which many met it before, and one after it was resolved', () => {
    const { arrive, seenBy } = resolved();
    arrive(k, '2026-11-20', '1.0.1');
    arrive(k, '2026-11-21', '1.0.1');
    expect(seenBy(1).state).toBe('open');
    expect(seenBy(k).state).toBe('resolved');
  });

  it('that nobody said anything of is open, for everyone', () => {
    const { db } = openTestDatabase();
    const states = createErrorStates(db);
    for (const least of [1, k])
      expect(states.seenBy(least)(group)).toEqual({ ...states.of(group), state: 'open', by: null });
  });
});
