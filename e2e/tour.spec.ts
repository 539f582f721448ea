import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { takeTour } from '../tools/tour.ts';
import { expect, test } from './fixtures/candor.ts';

test('the tour tells the whole story, with a picture of each step on one page', async ({
  folder,
}) => {
  const target = join(folder, 'tour');
  const steps = await takeTour(target, 'en');
  expect(steps.map(({ title }) => title)).toEqual([
    'Signing in',
    'Two people talk',
    'The other side',
    'Options',
    'Opting in',
    'An error, and its report',
    'Taking it back',
    'The ledger',
    'An organisation refuses',
  ]);
  const page = readFileSync(join(target, 'index.html'), 'utf8');
  for (const { file, title } of steps) {
    expect(page).toContain(`<img src="${file}" alt="${title}" />`);
    expect(statSync(join(target, file)).size).toBeGreaterThan(5000);
  }
  expect(readdirSync(target)).toHaveLength(steps.length + 1);
});
