import { describe, expect, it, vi } from 'vitest';
import type { Message } from '../../contract/conversations.ts';
import { deliveryReason } from './deliveryText.ts';
import { entriesOf } from './entries.ts';
import { followNetwork } from './followNetwork.ts';
import { isPlain, partsOf } from './links.ts';
import { clockTime, dayName, shortTime } from './times.ts';

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

describe('the addresses in a message', () => {
  it('are links where http or https is written, and the rest stays as it is', () => {
    expect(partsOf('See https://contoso.com/a?b=c, please.\nOr (http://x.example).')).toEqual([
      { kind: 'text', text: 'See ' },
      {
        kind: 'link',
        text: 'https://contoso.com/a?b=c',
        url: 'https://contoso.com/a?b=c',
        host: 'contoso.com',
      },
      { kind: 'text', text: ', please.\nOr (' },
      { kind: 'link', text: 'http://x.example', url: 'http://x.example/', host: 'x.example' },
      { kind: 'text', text: ').' },
    ]);
  });

  it.each([
    'javascript:alert(1)',
    'file:///etc/passwd',
    'candor://join',
    'contoso.com',
    'amos@contoso.com',
    'mailto:amos@contoso.com',
    'https://contoso.com@evil.example/',
    'https://',
    'no address at all',
  ])('are none in %s', (text) => {
    expect(partsOf(text)).toEqual([{ kind: 'text', text }]);
  });

  it('keep every character that was written', () => {
    const text = 'a https://x.example/ü🙂 b\n\n https://y.example/#z';
    expect(
      partsOf(text)
        .map((part) => part.text)
        .join(''),
    ).toBe(text);
  });

  it('are opened without asking only where the host is shown as it is', () => {
    const [plain] = partsOf('https://Contoso.com/x');
    expect(plain?.kind === 'link' && isPlain(plain)).toBe(true);
    const [disguised] = partsOf('https://сontoso.com/x');
    expect(disguised?.kind === 'link' ? disguised.host : '').toMatch(/^xn--/);
    expect(disguised?.kind === 'link' && isPlain(disguised)).toBe(false);
  });
});

describe('the network', () => {
  it('has the connection made sure of when it comes and when it goes', () => {
    const [system, connectNow] = [new EventTarget(), vi.fn()];
    followNetwork(system, connectNow);
    system.dispatchEvent(new Event('offline'));
    system.dispatchEvent(new Event('online'));
    expect(connectNow).toHaveBeenCalledTimes(2);
  });
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

describe('the time of a message', () => {
  const now = new Date('2026-11-25T12:00:00');
  const named = { today: 'Today', yesterday: 'Yesterday' };

  it('is told by its day', () => {
    expect(dayName('2026-11-25T00:00:00', now, 'en', named)).toBe('Today');
    expect(dayName('2026-11-24T23:59:00', now, 'en', named)).toBe('Yesterday');
    expect(dayName('2026-11-20T12:00:00', now, 'en', named)).toBe('Friday, November 20');
    expect(dayName('2025-11-20T12:00:00', now, 'fr', named)).toBe('jeudi 20 novembre 2025');
  });

  it('is as short as a list has room for', () => {
    expect(shortTime('2026-11-25T09:05:00', now, 'fr')).toBe('09:05');
    expect(clockTime('2026-11-25T09:05:00', 'fr')).toBe('09:05');
    expect(shortTime('2026-11-23T09:05:00', now, 'en')).toBe('Mon');
    expect(shortTime('2026-10-23T09:05:00', now, 'fr')).toBe('23/10/2026');
  });
});

describe('why a message was not delivered', () => {
  it.each([
    ['404', 'unknownPerson'],
    ['480', 'absent'],
    ['403', 'forbidden'],
    ['Request Timeout', 'noAnswer'],
    ['', 'noAnswer'],
    ['500', 'other'],
    ['constructor', 'other'],
  ])('of code %s is %s', (code, reason) => {
    expect(deliveryReason(code)).toBe(reason);
  });
});
