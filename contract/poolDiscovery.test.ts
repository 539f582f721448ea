import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { LONGEST_POOL_ADDRESS, parsePoolDocument } from './poolDiscovery.ts';

const pool = 'wss://pool.contoso.com';

describe('what a domain says of its pool', () => {
  test.each([
    JSON.stringify({ pool }),
    JSON.stringify({ pool, addedLater: [1] }),
    ` { "pool":\n"${pool}" } `,
  ])('is read from %j', (text) => {
    expect(parsePoolDocument(text)).toEqual({ ok: true, value: pool });
  });

  test.each([
    ['', 'notJson'],
    ['<!doctype html><title>Not found</title>', 'notJson'],
    [pool, 'notJson'],
    [`{"pool": "${pool}",}`, 'notJson'],
    ['null', 'wrongFields'],
    ['[]', 'wrongFields'],
    [JSON.stringify(pool), 'wrongFields'],
    ['{}', 'wrongFields'],
    ['{"Pool": "wss://pool.contoso.com"}', 'wrongFields'],
    ['{"pool": ""}', 'wrongFields'],
    ['{"pool": 7}', 'wrongFields'],
    [JSON.stringify({ pool: 'x'.repeat(LONGEST_POOL_ADDRESS + 1) }), 'wrongFields'],
  ])('is not read from %j: %s', (text, problem) => {
    expect(parsePoolDocument(text)).toEqual({ ok: false, problem });
  });

  it('is an address or a problem, whatever is answered', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        const read = parsePoolDocument(text);
        expect(read.ok ? typeof read.value : read.problem).toMatch(
          /^(string|notJson|wrongFields)$/,
        );
      }),
    );
  });
});
