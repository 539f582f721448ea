import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseSipAddress } from '../../../contract/sipAddress.ts';
import { asAccount } from './asAccount.ts';

const address = 'https://pool.contoso.com/a/v1/meetings';

test.each(["o'brien@contoso.com", 'a&b=c@contoso.com', 'j%20doe@contoso.com', '+1;ext=7@c.com'])(
  'what is asked as %s is asked for, let through and proved by the same text',
  (account) => {
    const url = asAccount(address, account);
    expect(new URL(url.href).href).toBe(url.href);
    expect(url.href).toBe(url.origin + url.pathname + url.search);
    expect(new URL(url.href).searchParams.get('account')).toBe(account);
    expect(url.href).not.toContain("'");
  },
);

test('so is whatever account can be one', () => {
  const account = fc
    .stringMatching(/^[a-z0-9\-_.!~*'()&=+$,;?/]{1,20}$/)
    .map((user) => `${user}@contoso.com`)
    .filter((text) => parseSipAddress(text).ok);
  fc.assert(
    fc.property(account, (text) => {
      const url = asAccount(address, text);
      expect(new URL(url.href).href).toBe(url.href);
      expect(new URL(url.href).searchParams.get('account')).toBe(text);
    }),
  );
});
