import { describe, expect, it } from 'vitest';
import type { SigninRow, StabilityRow, WindowRow } from '../../../contract/insights/answers.ts';
import { addDays } from '../place/place.ts';
import { changeOfCrashFree, changeOfDevices, changeOfSignIns } from './changes.ts';
import { shareOf } from './share.ts';

const to = '2026-11-28';
const days = Array.from({ length: 14 }, (_, index) => addDays(to, index - 13));
/** One item for each of fourteen days: the week before, then the last one. */
const fortnight = <Row>(row: (day: string, isNow: boolean) => Row): Row[] =>
  days.map((day, index) => row(day, index >= 7));

const windows = (before: number | null, now: number | null): WindowRow[] =>
  fortnight((day, isNow) => ({ from: day, to: day, devices: isNow ? now : before, people: null }));
const signins = (before: number, now: number, attempts = 1000): SigninRow[] =>
  fortnight((day, isNow) => ({
    day,
    value: null,
    rest: false,
    attempts,
    failures: isNow ? now : before,
    rate: (isNow ? now : before) / attempts,
    interval: null,
  }));
const stability = (before: number, now: number, sessions = 1000): StabilityRow[] =>
  fortnight((day, isNow) => ({
    day,
    value: null,
    rest: false,
    sessions,
    crashes: 0,
    hangs: 0,
    recordsDropped: 0,
    rate: isNow ? now : before,
    interval: null,
  }));

describe('what changed in a week', () => {
  it.each([
    [1000, 1200, 'up'],
    [1200, 1000, 'down'],
    [1000, 1050, 'same'],
    [20, 26, 'same'],
  ])('%d devices a day, then %d, is %s', (before, now, how) => {
    expect(changeOfDevices(windows(before, now), to)).toEqual({ how, now, before });
  });

  it.each([
    [10, 50, 'up'],
    [50, 10, 'down'],
    [10, 11, 'same'],
  ])('%d failures in 1,000 attempts a day, then %d, is %s', (before, now, how) => {
    expect(changeOfSignIns(signins(before, now), to)?.how).toBe(how);
  });

  it('is nothing that one failure of three attempts could tell', () => {
    const rows = signins(0, 0, 3).map((row) => (row.day === to ? { ...row, failures: 1 } : row));
    expect(changeOfSignIns(rows, to)?.how).toBe('same');
  });

  it.each([
    [0.9, 0.99, 'up'],
    [0.99, 0.9, 'down'],
    [0.99, 0.99, 'same'],
  ])('%d of sessions without a crash, then %d, is %s', (before, now, how) => {
    expect(changeOfCrashFree(stability(before, now), to)?.how).toBe(how);
  });

  it('is not told where a week is not', () => {
    expect(changeOfDevices(windows(null, 100), to)).toBeUndefined();
    expect(changeOfDevices(windows(100, 100).slice(4), to)).toBeUndefined();
    expect(changeOfSignIns(signins(1, 1).slice(7), to)).toBeUndefined();
    expect(changeOfCrashFree([], to)).toBeUndefined();
  });

  it('is told of the fourteen days alone, whatever else is there', () => {
    const earlier = { from: '2026-11-01', to: '2026-11-01', devices: 90_000, people: null };
    expect(changeOfDevices([earlier, ...windows(100, 100)], to)?.before).toBe(100);
  });
});

describe('a share’s interval', () => {
  it('is Wilson’s (1927): 10 of 100 lies between 5.5 and 17.4 per cent', () => {
    const { share, low, high } = shareOf(10, 100)!;
    expect(share).toBe(0.1);
    expect(low).toBeCloseTo(0.0552, 4);
    expect(high).toBeCloseTo(0.1744, 4);
  });

  it('is there at the ends, too, and is none of nothing', () => {
    expect(shareOf(0, 20)?.low).toBe(0);
    expect(shareOf(20, 20)?.high).toBe(1);
    expect(shareOf(0, 0)).toBeUndefined();
  });
});
