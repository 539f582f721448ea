import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openMeetingFile } from './meetingFile.ts';

const MOST_IN_ALL = 10_000;
const [alice, mallory] = ['alice@contoso.com', 'mallory@contoso.com'];
let folder: string;
let path: string;
let now = Date.UTC(2026, 10, 22);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'candor-meetings-'));
  path = join(folder, 'meetings.json');
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const open = () => openMeetingFile(path, { now: () => now, log: () => undefined });
const kept = () =>
  (JSON.parse(readFileSync(path, 'utf8')) as { meetings: { host: string; overAt: string }[] })
    .meetings;
const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
/** A different meeting ID for each number. */
const idOf = (number: number): string => {
  const digits = [3, 2, 1, 0].map((place) => letters[Math.floor(number / 31 ** place) % 31]);
  return `aaaa-bbbb-${digits.join('')}`;
};

test('an account that begins and ends meetings without end keeps a hundred, the newest, and no more', () => {
  const file = open();
  for (let count = 0; count < 150; count += 1) {
    now += 1000;
    const made = file.make(String(count), mallory);
    expect(made.ok && file.end(made.value.id)).toBe(true);
  }
  expect(kept()).toHaveLength(100);
  expect(file.make('', alice).ok).toBe(true);
});

test('meetings that are over keep nobody from making one, however many there are: the oldest goes', () => {
  const at = (second: number) => new Date(now - 86_400_000 + second * 1000).toISOString();
  const meetings = Array.from({ length: MOST_IN_ALL }, (_, number) => ({
    id: idOf(number),
    title: '',
    host: `${number % 200}@contoso.com`,
    madeAt: at(number),
    overAt: at(number),
  }));
  writeFileSync(path, JSON.stringify({ meetings }));
  const file = open();
  expect(file.make('', alice).ok).toBe(true);
  expect(file.find(idOf(0))).toBeUndefined();
  expect(file.find(idOf(1))).toBeDefined();
  expect(kept()).toHaveLength(MOST_IN_ALL);
});
