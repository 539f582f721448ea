import { expect, it } from 'vitest';
import { createLogExcerpt } from './logExcerpt.ts';
import { LONGEST_SCRUBBED } from './scrub.ts';

it('a log excerpt holds only lines that were written while error reports were allowed', () => {
  let allowed = false;
  const excerpt = createLogExcerpt(() => allowed);
  excerpt.note('before the yes');
  allowed = true;
  excerpt.note('after the yes');
  allowed = false;
  excerpt.note('after the no');
  expect(excerpt.text()).toBe('after the yes');
});

it('a log excerpt forgets when it is told to', () => {
  const excerpt = createLogExcerpt(() => true);
  excerpt.note('a line');
  excerpt.purge();
  expect(excerpt.text()).toBe('');
});

it('a log excerpt holds the last thirty lines', () => {
  const excerpt = createLogExcerpt(() => true);
  for (let line = 1; line <= 100; line += 1) excerpt.note(String(line));
  expect(excerpt.text().split('\n')).toHaveLength(30);
  expect(excerpt.text().split('\n').at(-1)).toBe('100');
});

it('a log excerpt holds no more than the scrubber reads, and no part of a line', () => {
  const excerpt = createLogExcerpt(() => true);
  for (let line = 1; line <= 10; line += 1) excerpt.note(String(line).repeat(LONGEST_SCRUBBED / 4));
  expect(excerpt.text().length).toBeLessThanOrEqual(LONGEST_SCRUBBED);
  expect(
    excerpt
      .text()
      .split('\n')
      .map((line) => line.length),
  ).toEqual([LONGEST_SCRUBBED / 4, LONGEST_SCRUBBED / 2]);
});

it('a log excerpt keeps nothing of one line that is longer than that', () => {
  const excerpt = createLogExcerpt(() => true);
  excerpt.note('a'.repeat(LONGEST_SCRUBBED + 1));
  expect(excerpt.text()).toBe('');
});
