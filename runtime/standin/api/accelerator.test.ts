import { describe, expect, test } from 'vitest';
import { matches } from './accelerator.ts';

describe('an accelerator', () => {
  const press = { key: ',', ctrl: true, shift: false, alt: false, meta: false };
  test.each([
    ['CmdOrCtrl+,', press, true],
    ['Ctrl+Shift+,', press, false],
    ['CmdOrCtrl+Plus', { ...press, key: '+', shift: true }, true],
    ['Ctrl+A', { ...press, key: 'a' }, true],
    ['Ctrl+A', { ...press, key: 'A', shift: true }, false],
    ['F1', { ...press, key: 'F1', ctrl: false }, true],
    ['Alt+F4', { ...press, key: 'F4', ctrl: false, alt: true }, true],
  ])('%s and %j: %s', (accelerator, key, expected) => {
    expect(matches(accelerator, key)).toBe(expected);
  });
});
