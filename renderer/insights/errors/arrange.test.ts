import { describe, expect, it } from 'vitest';
import type { ErrorRow } from '../../../contract/insights/answers.ts';
import type { ErrorState } from '../../../contract/insights/errorState.ts';
import { arrange } from './arrange.ts';

const untouched: ErrorState = {
  state: 'open',
  version: null,
  note: '',
  by: null,
  at: null,
  metAgainIn: null,
};
const row = (
  group: string,
  more: Partial<ErrorRow>,
  state: Partial<ErrorState> = {},
): ErrorRow => ({
  group,
  kind: 'exception',
  title: group,
  reports: 1,
  occurrences: 1,
  people: 1,
  firstDay: '2026-11-01',
  lastDay: '2026-11-01',
  versions: [],
  trend: [],
  ...more,
  state: { ...untouched, ...state },
});
const rows = [
  row('often', { occurrences: 900, people: 5 }),
  row('hurting', { occurrences: 60, people: 50 }, { state: 'resolved', version: '1.0.0' }),
  row('recent', { lastDay: '2026-11-09' }, { state: 'ignored' }),
  row('again', { people: 2 }, { state: 'open', version: '1.0.0', metAgainIn: '1.0.1' }),
];
const names = (how: Parameters<typeof arrange>[1]) => arrange(rows, how).map(({ group }) => group);

describe('groups of errors', () => {
  it('begin with what most people met', () => {
    expect(names({})).toEqual(['hurting', 'often', 'again', 'recent']);
  });
  it('are ordered by how often they came, by when they were seen last, and by what is to be done first', () => {
    expect(names({ order: 'occurrences' })[0]).toBe('often');
    expect(names({ order: 'lastDay' })[0]).toBe('recent');
    expect(names({ order: 'state' })).toEqual(['again', 'often', 'hurting', 'recent']);
  });
  it('are narrowed down to one state, in which one that came again is open', () => {
    expect(names({ state: 'open' })).toEqual(['often', 'again']);
    expect(names({ state: 'ignored' })).toEqual(['recent']);
  });
});
