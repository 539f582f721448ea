import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../testing/telemetry.testkit.ts';
import { logBetween } from './logBetween.ts';

const at = (time: string) => `2026-11-22T${time}:00.000Z`;
const instant = (time: string) => Date.parse(at(time));

function logOf(lines: readonly (readonly [time: string, text: string])[]): string {
  const file = join(temporaryFolder(), 'candor.log');
  writeFileSync(file, lines.map(([time, text]) => `[${at(time)}] [info] ${text}\n`).join(''));
  return file;
}

describe('the lines of the log between two instants', () => {
  it('are those from the first on and before the second, with what continues them', () => {
    const file = logOf([
      ['09:00', 'before'],
      ['10:00', 'first\n  and on'],
      ['11:00', 'after'],
    ]);
    expect(logBetween(file, instant('10:00'), instant('11:00'))).toBe('[info] first\n  and on');
  });

  it('are none from before the clock was last set back, whatever their dates', () => {
    const file = logOf([
      ['10:00', 'of a refused time'],
      ['09:00', 'of another'],
      ['10:30', 'of another'],
      ['09:30', 'allowed'],
      ['09:40', 'allowed too'],
    ]);
    expect(logBetween(file, instant('09:30'), instant('12:00'))).toBe(
      '[info] allowed\n[info] allowed too',
    );
  });

  it('are none where there is no log', () => {
    expect(logBetween(join(temporaryFolder(), 'none.log'), 0, instant('12:00'))).toBe('');
  });
});
