import { describe, expect, it } from 'vitest';
import { readIncoming } from './incoming.ts';

describe('a MESSAGE that comes in', () => {
  const named = '0b8bb0f6-9c1c-4d6c-8b6e-1d4f3c2a1b00';
  const request = (body: string, headers: Readonly<Record<string, string>> = {}) => ({
    body,
    hasHeader: (name: string) => Object.hasOwn(headers, name),
    getHeader: (name: string) => headers[name] ?? '',
  });
  const read = (body: string, headers?: Readonly<Record<string, string>>) =>
    readIncoming(request(body, headers), 'briar@contoso.com', () => 'a new id');

  it('has its sender’s address, its text and its id', () => {
    expect(
      read('Hello\n🙂', { 'Content-Type': 'Text/Plain;charset=UTF-8', 'Candor-Message-ID': named }),
    ).toEqual({ ok: true, value: { id: named, peer: 'briar@contoso.com', text: 'Hello\n🙂' } });
  });

  it.each([{}, { 'Candor-Message-ID': 'not a UUID' }])(
    'gets a new id where its client gave none that can be one: %j',
    (headers) => {
      expect(read('Hello', headers)).toMatchObject({ ok: true, value: { id: 'a new id' } });
    },
  );

  it.each([
    ['of a type that is no text', 'x', { 'Content-Type': 'application/im-iscomposing+xml' }, 415],
    ['longer than can be kept', 'x'.repeat(16_385), {}, 413],
    ['that says nothing', '', {}, 400],
  ])('is refused by status where it is one %s', (_what, body, headers, status) => {
    expect(read(body, headers as Readonly<Record<string, string>>)).toMatchObject({
      ok: false,
      status,
      peer: 'briar@contoso.com',
    });
  });

  it('is named no sender where its address is none', () => {
    const reading = readIncoming(request('Hello'), undefined, () => 'a new id');
    expect(reading).toMatchObject({ ok: false, status: 400, peer: null });
  });
});
