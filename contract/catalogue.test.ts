import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { catalogue } from './catalogue.ts';
import { tellsOf, type Datum } from './datum.ts';
import { parseSipAddress } from './sipAddress.ts';

const { version } = JSON.parse(
  readFileSync(join(import.meta.dirname, '../package.json'), 'utf8'),
) as { version: string };

/** Whether one version comes before another; both of three numbers. */
const isBefore = (one: string, other: string): boolean =>
  one.localeCompare(other, 'en', { numeric: true }) < 0;

const data = Object.entries(catalogue).flatMap(([category, fields]) =>
  Object.entries<Datum>(fields).map(([field, datum]) => [`${category}.${field}`, datum] as const),
);

test('no datum is collected beyond the version by which its owner has to decide that it is still needed', () => {
  const due = data
    .filter(([, { reviewBy }]) => !isBefore(version, reviewBy))
    .map(([name, { owner, reviewBy }]) => `${name}: ${owner} decides before ${reviewBy}`);
  expect(due).toEqual([]);
});

test('every version by which a datum is looked at again is one that can come', () => {
  for (const [name, { since, reviewBy }] of data) {
    expect(reviewBy, name).toMatch(/^\d+\.\d+\.\d+$/);
    expect(isBefore(since, reviewBy), name).toBe(true);
  }
});

test('what names the person outright is said to do so, by an example that does', () => {
  const naming = data.filter(([, datum]) => tellsOf(datum) === 'self');
  expect(naming.map(([name]) => name)).toEqual(['error.userId']);
  for (const [name, { example }] of naming)
    expect(typeof example === 'string' && parseSipAddress(example), name).toMatchObject({
      ok: true,
    });
});

test('every measure, and nothing else, tells how fine it is, and its example is no finer', () => {
  for (const [name, { type, step, example }] of data) {
    expect(step !== undefined, name).toBe(type === 'measure');
    if (step === undefined) continue;
    expect(step, name).toBeGreaterThan(0);
    expect(Number.isInteger((example as number) * (1 / step)), name).toBe(true);
  }
});
