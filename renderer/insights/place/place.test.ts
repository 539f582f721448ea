import { describe, expect, it } from 'vitest';
import { daysOf, lastDays, parsePlace, searchOf, type Place } from './place.ts';

describe('a place’s address', () => {
  it.each<Place>([
    { page: 'overview' },
    { page: 'use', period: { from: '2026-02-27', to: '2026-03-02' } },
    { page: 'stability', filter: { name: 'surface', value: 'meetings' } },
    { page: 'signingIn', filter: { name: 'os', value: 'Windows & more?' } },
    { page: 'errors', group: 'exception:9f86d081884c7d65' },
    { page: 'releases', release: '0.2.0', against: '0.1.0' },
    { page: 'accessLog', period: { from: '2026-11-01', to: '2026-11-30' } },
  ])('leads back to it: %j', (place) => {
    expect(parsePlace(searchOf(place))).toEqual(place);
  });

  it.each([
    ['?page=nonsense', {}],
    ['?page=use&from=2026-13-01&to=2026-12-01', { page: 'use' }],
    ['?from=2026-11-30&to=2026-11-01', {}],
    ['?from=1926-11-30&to=2026-11-01', {}],
    ['?from=2026-11-01', {}],
    ['?surface=toaster&version=', {}],
    [`?version=${'9'.repeat(300)}`, {}],
    ['?group=&release=0.1.0', { release: '0.1.0' }],
    ['?page=errors&page=use', { page: 'errors' }],
    ['?surface=desktop&os=Linux', { filter: { name: 'surface', value: 'desktop' } }],
    ['%%%&=&?', {}],
  ])('%s costs no more than the part that means nothing', (search, rest) => {
    expect(parsePlace(search)).toEqual({ page: 'overview', ...rest });
  });
});

describe('days', () => {
  it('go on across months, leap years and changes of the clock', () => {
    expect(daysOf({ from: '2028-02-28', to: '2028-03-01' })).toEqual([
      '2028-02-28',
      '2028-02-29',
      '2028-03-01',
    ]);
    expect(daysOf({ from: '2026-10-24', to: '2026-10-26' })).toHaveLength(3);
    expect(lastDays(7, '2026-03-03')).toEqual({ from: '2026-02-25', to: '2026-03-03' });
  });
});
