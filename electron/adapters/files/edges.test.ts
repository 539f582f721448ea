import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { temporaryFolder } from '../../testing/telemetry.testkit.ts';
import { asFault } from '../crash/exceptions.ts';
import { parseRetryAfter } from '../../../contract/retryAfter.ts';
import { setAsideUnlessValid } from './setAsideUnlessValid.ts';

const NOW = Date.parse('2026-11-22T10:00:00.000Z');

describe('Retry-After', () => {
  it.each([
    [null, undefined],
    ['0', 0],
    [' 120 ', 120_000],
    ['999999999', 999_999_999_000],
    ['Sun, 22 Nov 2026 10:00:30 GMT', 30_000],
    ['Sun, 22 Nov 2026 09:00:00 GMT', 0],
    ['', undefined],
    ['soon', undefined],
    ['-5', 0],
    ['1e9', undefined],
  ])('%j means %s', (value, delay) => {
    expect(parseRetryAfter(value, NOW)).toBe(delay);
  });
});

describe('whatever is thrown', () => {
  const thrower = new Proxy(new Error('x'), {
    get() {
      throw new Error('not even this can be read');
    },
  });

  it.each([
    ['an error', new TypeError('x'), 'TypeError', 'x'],
    ['a text', 'x', 'string', 'x'],
    ['nothing', undefined, 'undefined', 'undefined'],
    ['a symbol', Symbol('x'), 'symbol', 'Symbol(x)'],
    ['an object without a text', Object.create(null), 'object', 'it could not be read'],
    ['an error that throws when it is read', thrower, 'object', 'it could not be read'],
    ['an error whose name is a number', Object.assign(new Error('x'), { name: 7 }), '', 'x'],
    [
      'an error whose stack is an object',
      Object.assign(new Error('x'), { stack: {} }),
      'Error',
      'x',
    ],
  ])('%s becomes a fault', (_what, thrown: unknown, name, message) => {
    const fault = asFault(thrown);
    expect(fault).toMatchObject({ processType: 'main', name, message });
    expect(typeof fault.stack).toBe('string');
  });

  it('keeps a code that is a text', () => {
    expect(asFault(Object.assign(new Error('x'), { code: 'ENOENT' })).code).toBe('ENOENT');
    expect(asFault(Object.assign(new Error('x'), { code: 7 }))).not.toHaveProperty('code');
  });
});

describe('a settings file', () => {
  const schema = z.object({ choice: z.boolean() });

  it('that holds what it should, or is not there, is left alone', () => {
    const file = join(temporaryFolder(), 'settings.json');
    expect(setAsideUnlessValid(file, schema, NOW)).toBeUndefined();
    writeFileSync(file, '{"choice": true}');
    expect(setAsideUnlessValid(file, schema, NOW)).toBeUndefined();
    expect(existsSync(file)).toBe(true);
  });

  it.each(['', '{', 'null', '[]', '{"choice": "yes"}', '\u0000'])(
    'that holds %j is set aside whole, under a name of its own each time',
    (text) => {
      const file = join(temporaryFolder(), 'settings.json');
      const names = [0, 1].map(() => {
        writeFileSync(file, text);
        return setAsideUnlessValid(file, schema, NOW) ?? '';
      });
      expect(new Set(names).size).toBe(2);
      for (const name of names) expect(readFileSync(name, 'utf8')).toBe(text);
      expect(existsSync(file)).toBe(false);
    },
  );
});
