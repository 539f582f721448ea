import { expect, test } from 'vitest';
import { createScrub } from '../records/scrub.ts';
import { personOf } from './personOf.ts';

test('who is signed in is taken out of error reports in every spelling of the account', () => {
  const session = { account: 'jos%c3%a9@contoso.com', displayName: 'José', organisation: null };
  expect(personOf(session, [], [])).toEqual(['jos%c3%a9', 'josé', 'José']);
  expect(personOf({ ...session, account: 'amos@contoso.com' }, [], [])).toEqual(['amos', 'José']);
});

test('so is whom they know, by their own names for them and by the pool’s, while they are signed in', () => {
  const session = { account: 'amos@contoso.com', displayName: 'Amos Marble', organisation: null };
  const contacts = [
    { address: 'bob@contoso.com', name: 'Bobby from sales' },
    { address: 'carol@fabrikam.com', name: '' },
  ];
  const colleagues = [
    { address: 'amos@contoso.com', name: 'Amos Marble' },
    { address: 'bob@contoso.com', name: 'Bob Baker' },
  ];
  const person = personOf(session, contacts, colleagues);
  expect(person).toEqual(['amos', 'Amos Marble', 'Bobby from sales', '', 'Bob Baker']);
  const scrub = createScrub({ home: '/', account: '', host: '', person });
  expect(scrub('no sound from BOB BAKER (Bobby from sales) to Amos Marble, amos@x.net')).toBe(
    'no sound from <user> (<user>) to <user>, <address>',
  );
  expect(personOf(null, contacts, colleagues)).toEqual([]);
});
