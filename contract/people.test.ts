import { expect, test } from 'vitest';
import { parsePeople } from './people.ts';

const bob = { address: 'bob@contoso.com', displayName: 'Bob Baker' };
const named = { address: 'bob@contoso.com', name: 'Bob Baker' };

test.each([
  ['that is of another organisation', { ...bob, address: 'bob@fabrikam.com' }],
  ['whose domain only ends as one’s own', { ...bob, address: 'bob@notcontoso.com' }],
  ['without an address', { displayName: 'Bob' }],
  ['whose address is none', { ...bob, address: 'contoso.com' }],
  ['whose name nobody could see', { ...bob, displayName: '\u3164' }],
  ['whose name turns round what stands beside it', { ...bob, displayName: 'Eve \u202Egro' }],
  ['whose name is too long', { ...bob, displayName: 'B'.repeat(129) }],
  ['whose name is the address', { ...bob, displayName: bob.address }],
  ['that is nothing', null],
])('a person %s costs themself alone', (_what, person) => {
  const text = JSON.stringify({ people: [person, bob] });
  expect(parsePeople(text, 'contoso.com')).toEqual([named]);
});

test.each(['', '{"people":', '[]', '{"people":{}}', '{}'])('%j is no such answer', (text) => {
  expect(parsePeople(text, 'contoso.com')).toBeUndefined();
});
