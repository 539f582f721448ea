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

  it.each([
    ['José@contoso.com', 'jos%C3%A9@contoso.com'],
    ['a%b#1@contoso.com', 'a%25b%231@contoso.com'],
    ['会议@contoso.com', '%E4%BC%9A%E8%AE%AE@contoso.com'],
    ['j%20doe@contoso.com', 'j%20doe@contoso.com'],
  ])('is escaped as SIP has it: %s', (text, value) => {
    expect(readAddress(text)).toEqual({ ok: true, value });
  });

  it.each([
    '',
    'a\u200Bmos@contoso.com',
    'amos',
    'amos@',
    '@contoso.com',
    'amos marble@contoso.com',
    'a@b@c',
    'amos@-.-',
  ])('is refused where SIP’s grammar has no such: %j', (text) => {
    expect(readAddress(text).ok).toBe(false);
  });
});
