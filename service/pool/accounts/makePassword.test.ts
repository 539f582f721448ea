import { expect, test } from 'vitest';
import { makePassword } from './makePassword.ts';

test('a password that the pool makes is of letters and digits, so that no file of them changes it', () => {
  for (let times = 0; times < 2000; times += 1)
    expect(makePassword()).toMatch(/^[a-km-np-z2-9]{20}$/);
});
