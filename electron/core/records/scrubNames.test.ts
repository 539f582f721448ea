import { expect, it } from 'vitest';
import { createNameScrub } from './scrubNames.ts';
import { LONGEST_SCRUBBED } from './scrub.ts';

const scrub = createNameScrub(
  [
    'Bob Baker',
    'Bob',
    'Bob Baker-Smith',
    'Zoë d’Arc',
    '(Al) Ng',
    'דנה לוי',
    'Дана',
    'C',
    '✓',
    'a.b(c',
  ],
  '<user>',
);

it.each([
  ['to Bob Baker now', 'to <user> now'],
  ['BOB BAKER, bob', '<user>, <user>'],
  ['Bob Baker-Smith Bob Bakery', '<user> <user> Bakery'],
  ['Bobby Kebob Bob2 éBob Bobé', 'Bobby Kebob Bob2 éBob Bobé'],
  ['Bob_Bob.Bob', '<user>_<user>.<user>'],
  ['"Zoë d’Arc"/zoË D’ARC', '"<user>"/<user>'],
  ['Al) Ng and al ng', '<user> and al ng'],
  ['אל דנה לוי!', 'אל <user>!'],
  ['дана ДАНА данаа', '<user> <user> данаа'],
  ['C ✓', 'C ✓'],
  ['a.b(c axb(c a.b(c', '<user> axb(c <user>'],
  ['', ''],
])('takes out whole names, the longest that stands there: %j', (text, scrubbed) => {
  expect(scrub(text)).toBe(scrubbed);
});

it('leaves a text as it is where nobody is named', () => {
  expect(createNameScrub([], '<user>')('to Bob')).toBe('to Bob');
});

/** Milliseconds of this thread's processor time. */
function cost(act: () => void): number {
  const before = process.threadCpuUsage();
  act();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
}

it('a text takes no longer with the names of a large organisation that begin alike', () => {
  const names = (count: number) =>
    Array.from({ length: count }, (_, at) => `Person ${'x'.repeat(at % 100)} ${at}`);
  const text = 'Person '.repeat(LONGEST_SCRUBBED / 7);
  const [few, many] = [createNameScrub(names(200), ''), createNameScrub(names(20_000), '')];
  few(text);
  const before = cost(() => few(text));
  expect(cost(() => many(text))).toBeLessThan(4 * Math.max(before, 100));
});
