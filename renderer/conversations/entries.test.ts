import { describe, expect, it } from 'vitest';
import type { Message } from '../../contract/conversations.ts';
import { entriesOf } from './entries.ts';

let places = 0;
const message = (more: Partial<Message> = {}): Message => ({
  place: (places += 1),
  id: crypto.randomUUID(),
  peer: 'briar@contoso.com',
  text: 'Hello',
  at: '2026-11-25T10:00:00',
  delivery: 'received',
  ...more,
});

describe('the list of people', () => {
  const last = message({ peer: 'chris@contoso.com', at: '2026-11-25T08:00:00' });
  const known = {
    contacts: [
      { address: 'elise@contoso.com', name: 'Élise Moreau' },
      { address: 'adam@contoso.com', name: 'Adam' },
      { address: 'tai@contoso.com', name: '' },
    ],
    conversations: new Map([
      ['briar@contoso.com', { peer: 'briar@contoso.com', unread: 2, last: message() }],
      ['chris@contoso.com', { peer: 'chris@contoso.com', unread: 0, last }],
    ]),
  };

  it('has the latest conversations first, then the other contacts by name', () => {
    expect(entriesOf(known, '', 'fr').map(({ name }) => name)).toEqual([
      'briar@contoso.com',
      'chris@contoso.com',
      'Adam',
      'Élise Moreau',
      'tai@contoso.com',
    ]);
    expect(entriesOf(known, '', 'fr')[0]).toMatchObject({ unread: 2, isContact: false });
  });

  it.each([
    ['elise', ['Élise Moreau']],
    ['MORE elise', ['Élise Moreau']],
    ['adam@', ['Adam']],
    ['nobody', []],
  ])('finds by name and address, whatever the case and accents: %s', (search, names) => {
    expect(entriesOf(known, search, 'fr').map(({ name }) => name)).toEqual(names);
  });
});
