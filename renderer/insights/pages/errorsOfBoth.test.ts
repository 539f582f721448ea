import { describe, expect, it } from 'vitest';
import { besideEachOther } from './errorsOfBoth.ts';

const row = (group: string, reports: number) => ({ group, reports });

describe('the errors of two versions', () => {
  const rows = besideEachOther([row('a', 3), row('new', 40)], [row('a', 50), row('gone', 7)], null);

  it('stand beside each other by their groups, those of the most reports first', () => {
    expect(rows.map(({ error, version, against }) => [error.group, version, against])).toEqual([
      ['a', 3, 50],
      ['new', 40, null],
      ['gone', null, 7],
    ]);
  });

  it('count as none of a version where every report is told', () => {
    const [told] = besideEachOther([row('new', 1)], [], 0);
    expect(told?.against).toBe(0);
  });

  it('are none where neither met any', () => {
    expect(besideEachOther([], [], null)).toEqual([]);
  });
});
