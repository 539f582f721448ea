import { describe, expect, it } from 'vitest';
import type { Message } from '../../../contract/conversations.ts';
import { createTexts } from '../../../contract/text/index.ts';
import { entriesOf, entryOf, meantPeer } from './entries.ts';

const { t } = createTexts('fr');

const nobody = {
  contacts: [],
  colleagues: new Map<string, string>(),
  account: 'alice@contoso.com',
  conversations: new Map(),
};

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
    ...nobody,
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
    expect(entriesOf(known, '', 'fr', t).map(({ name }) => name)).toEqual([
      'briar@contoso.com',
      'chris@contoso.com',
      'Adam',
      'Élise Moreau',
      'tai@contoso.com',
    ]);
    expect(entriesOf(known, '', 'fr', t)[0]).toMatchObject({ unread: 2, isContact: false });
  });

  it.each([
    ['elise', ['Élise Moreau']],
    ['MORE elise', ['Élise Moreau']],
    ['adam@', ['Adam']],
    ['nobody', []],
  ])('finds by name and address, whatever the case and accents: %s', (search, names) => {
    expect(entriesOf(known, search, 'fr', t).map(({ name }) => name)).toEqual(names);
  });

  it('names a person as one calls them oneself, else as their organisation does, else by the address', () => {
    const colleagues = new Map([
      ['briar@contoso.com', 'Briar Richards'],
      ['adam@contoso.com', 'Adam Ames'],
      ['tai@contoso.com', 'Tai Li'],
      ['not.known@contoso.com', 'Noa Knowles'],
    ]);
    expect(entriesOf({ ...known, colleagues }, '', 'fr', t).map(({ name }) => name)).toEqual([
      'Briar Richards',
      'chris@contoso.com',
      'Adam',
      'Élise Moreau',
      'Tai Li',
    ]);
  });

  it.each([
    ['knowles', ['Noa Knowles']],
    ['ames', ['Adam Ames']],
    ['b', ['Briar Richards', 'Bo 1', 'Bo 2', 'Bo 10']],
    ['alice', []],
    [' ', ['Briar Richards']],
  ])('finds colleagues not written with yet, and not oneself: %s', (search, names) => {
    const colleagues = new Map([
      ['alice@contoso.com', 'Alice Archer'],
      ['bo10@contoso.com', 'Bo 10'],
      ['bo2@contoso.com', 'Bo 2'],
      ['bo1@contoso.com', 'Bo 1'],
      ['briar@contoso.com', 'Briar Richards'],
      ['ames@contoso.com', 'Adam Ames'],
      ['noa@contoso.com', 'Noa Knowles'],
    ]);
    const conversations = new Map([
      ['briar@contoso.com', { peer: 'briar@contoso.com', unread: 2, last: message() }],
    ]);
    const found = entriesOf({ ...nobody, colleagues, conversations }, search, 'fr', t);
    expect(found.map(({ name }) => name)).toEqual(names);
  });

  it('finds no more of a large organisation than somebody looks through', () => {
    const colleagues = new Map(
      Array.from({ length: 25_000 }, (_, at) => [`p${at}@contoso.com`, `Person ${at}`] as const),
    );
    const found = entriesOf({ ...nobody, colleagues }, 'person', 'fr', t);
    expect(found.map(({ name }) => name).slice(0, 3)).toEqual(['Person 0', 'Person 1', 'Person 2']);
    expect(found).toHaveLength(20);
  });

  it.each([
    ['a contact', 'elise@contoso.com', false],
    ['whoever has an address in one’s own domain', 'new@contoso.com', false],
    ['somebody elsewhere', 'carol@fabrikam.com', true],
    ['somebody in a domain that ends alike', 'carol@notcontoso.com', true],
    ['a number behind the organisation’s gateway', '+15551234@contoso.com', true],
    ['a number as a telephone sends it', '7042@contoso.com;user=phone', true],
  ])('knows %s as a stranger or not: %s', (_what, peer, isStranger) => {
    expect(entryOf(known, peer, t).isStranger).toBe(isStranger);
  });

  it('has numbers in names in the order in which people count', () => {
    const contacts = ['100', '10', '1', '2'].map((number) => ({
      address: `desk${number}@contoso.com`,
      name: `Desk ${number}`,
    }));
    const desks = entriesOf({ ...nobody, contacts }, '', 'fr', t);
    expect(desks.map(({ name }) => name)).toEqual(['Desk 1', 'Desk 2', 'Desk 10', 'Desk 100']);
  });

  it('shows numbers and names without escapes, and finds people by them', () => {
    const peers = ['+15551234;ext=7@contoso.com;user=phone', 'j%20doe@contoso.com'];
    const callers = new Map(
      peers.map((peer) => [peer, { peer, unread: 0, last: message({ peer }) }]),
    );
    const found = (search: string) =>
      entriesOf({ ...nobody, conversations: callers }, search, 'fr', t).map(({ name }) => name);
    expect(found('5551234')).toEqual(['+15551234 poste 7']);
    expect(found('j doe')).toEqual(['j doe@contoso.com']);
  });

  it('takes an address that is written in other letters’ case for whom it names, if that is one person', () => {
    const contacts = ['Briar@contoso.com', 'a@x.example', 'A@x.example'].map((address) => ({
      address,
      name: '',
    }));
    const meant = (address: string) => meantPeer({ ...nobody, contacts }, address);
    expect(meant('briar@contoso.com')).toBe('Briar@contoso.com');
    expect(meant('a@x.example')).toBe('a@x.example');
    expect(meant('nobody@x.example')).toBe('nobody@x.example');
  });
});
