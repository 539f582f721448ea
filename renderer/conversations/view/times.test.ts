import { describe, expect, it } from 'vitest';
import { clockTime, dayName, shortTime } from './times.ts';

describe('the time of a message', () => {
  const now = new Date('2026-11-25T12:00:00');
  const named = { today: 'Today', yesterday: 'Yesterday' };

  it('is told by its day', () => {
    expect(dayName('2026-11-25T00:00:00', now, 'en', named)).toBe('Today');
    expect(dayName('2026-11-24T23:59:00', now, 'en', named)).toBe('Yesterday');
    expect(dayName('2026-11-20T12:00:00', now, 'en', named)).toBe('Friday, November 20');
    expect(dayName('2025-11-20T12:00:00', now, 'fr', named)).toBe('jeudi 20 novembre 2025');
  });

  it('is as short as a list has room for', () => {
    expect(shortTime('2026-11-25T09:05:00', now, 'fr')).toBe('09:05');
    expect(clockTime('2026-11-25T09:05:00', 'fr')).toBe('09:05');
    expect(shortTime('2026-11-23T09:05:00', now, 'en')).toBe('Mon');
    expect(shortTime('2026-10-23T09:05:00', now, 'fr')).toBe('23/10/2026');
  });
});
