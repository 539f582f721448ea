import { expect, test } from 'vitest';
import { personOf } from './personOf.ts';

test('who is signed in is taken out of error reports in every spelling of the account', () => {
  const session = { account: 'jos%c3%a9@contoso.com', displayName: 'José', organisation: null };
  expect(personOf(session)).toEqual(['jos%c3%a9', 'josé', 'José']);
  expect(personOf({ ...session, account: 'amos@contoso.com' })).toEqual(['amos', 'José']);
});
