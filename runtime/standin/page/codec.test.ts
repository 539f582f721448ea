import { describe, expect, test } from 'vitest';
import { createCodec } from './codec.ts';

describe('what travels between processes', () => {
  const { encode, decode } = createCodec();
  test.each([
    ['nothing', undefined],
    ['odd numbers', [NaN, Infinity, -Infinity, 1.5]],
    ['a big integer', 12345678901234567890n],
    ['dates, also impossible ones', [new Date(5), new Date(NaN)]],
    ['bytes', new Uint8Array([0, 255, 128])],
    ['a buffer', new Uint8Array([1, 2]).buffer],
    ['maps and sets', new Map([['key', new Set([1, { deep: null }])]])],
    ['a list that looks like an encoding', ['u', ['r', 0]]],
    ['holes in objects', { a: undefined, b: [undefined] }],
  ])('keeps %s', (_what, value) => {
    expect(decode(encode(value))).toEqual(value);
  });

  test('keeps minus zero', () => {
    expect(Object.is(decode(encode(-0)), -0)).toBe(true);
  });

  test('keeps circles and shared parts', () => {
    const shared = { name: 'shared' };
    const circle: Record<string, unknown> = { first: shared, second: shared };
    circle['self'] = circle;
    const copy = decode(encode(circle)) as typeof circle;
    expect(copy['self']).toBe(copy);
    expect(copy['first']).toBe(copy['second']);
  });

  test('keeps an error and its kind', () => {
    const copy = decode(encode(new TypeError('no')));
    expect(copy).toBeInstanceOf(TypeError);
    expect(copy).toHaveProperty('message', 'no');
  });

  test('does not let a key called __proto__ change what an object is', () => {
    const copy = decode(encode(JSON.parse('{"__proto__": {"evil": true}}'))) as object;
    expect(Object.getPrototypeOf(copy)).toBe(Object.prototype);
  });

  test('refuses functions as Electron does', () => {
    expect(() => encode({ run: () => 1 })).toThrow('An object could not be cloned.');
  });
});
