import { describe, expect, it } from 'vitest';
import { readAddress } from './address.ts';

describe('an address', () => {
  it.each([
    'amosmarble@contoso.com',
    'SIP:AmosMarble@Contoso.com',
    ' sips:amosmarble@contoso.com ',
  ])('is read however it is written: %s', (text) => {
    expect(readAddress(text)).toEqual({ ok: true, value: 'amosmarble@contoso.com' });
  });

  it.each(['', 'amos', 'amos@', '@contoso.com', 'amos marble@contoso.com', 'a@b@c', 'amos@-.-'])(
    'is refused where SIP’s grammar has no such: %j',
    (text) => {
      expect(readAddress(text).ok).toBe(false);
    },
  );
});
