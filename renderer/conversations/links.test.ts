import { describe, expect, it } from 'vitest';
import { isPlain, partsOf } from './links.ts';

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
