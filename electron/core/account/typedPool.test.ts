import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { TypedPoolProblem } from '../../../contract/poolCalls.ts';
import { isLoopback } from '../consent/serverAddress.ts';
import { parseTypedPool } from './typedPool.ts';

/** The address to sign in to, or what is wrong. */
const read = (text: string): string => {
  const pool = parseTypedPool(text);
  return pool.ok ? pool.value.sip.href : pool.problem;
};

describe('the pool’s address as people type it', () => {
  test.each([
    ['pool.contoso.com', 'wss://pool.contoso.com/'],
    ['  Pool.Contoso.com/ ', 'wss://pool.contoso.com/'],
    ['pool.contoso.com:8443', 'wss://pool.contoso.com:8443/'],
    ['https://pool.contoso.com/sip', 'wss://pool.contoso.com/sip'],
    ['wss://pool.contoso.com:8443', 'wss://pool.contoso.com:8443/'],
    ['HTTPS://POOL.CONTOSO.COM', 'wss://pool.contoso.com/'],
    ['pool', 'wss://pool/'],
    ['pöol.contoso.com', 'wss://xn--pol-sna.contoso.com/'],
    ['192.0.2.7:5443', 'wss://192.0.2.7:5443/'],
    ['[2001:db8::7]:5443', 'wss://[2001:db8::7]:5443/'],
    ['http://127.0.0.1:4790', 'ws://127.0.0.1:4790/'],
    ['ws://localhost:4790', 'ws://localhost:4790/'],
    // On this device itself nobody has a certificate.
    ['127.0.0.1:4790', 'ws://127.0.0.1:4790/'],
    ['localhost:4790', 'ws://localhost:4790/'],
  ])('%j is %s', (text, address) => {
    expect(read(text)).toBe(address);
  });

  test.each<[string, TypedPoolProblem]>([
    ['', 'noAddress'],
    ['  ', 'noAddress'],
    ['my pool', 'noAddress'],
    ['https://', 'noAddress'],
    ['pool.contoso.com:99999', 'noAddress'],
    ['alice@contoso.com', 'account'],
    ['sip:alice@contoso.com', 'account'],
    ['https://alice:secret@contoso.com', 'account'],
    ['http://pool.contoso.com', 'plain'],
    ['ws://192.168.1.7:5066', 'plain'],
    ['http://127.0.0.1.example.com', 'plain'],
    ['ftp://pool.contoso.com', 'scheme'],
    ['file:///etc/passwd', 'scheme'],
    ['javascript://pool.contoso.com', 'scheme'],
    ['https://pool.contoso.com?x=1', 'more'],
    ['pool.contoso.com#x', 'more'],
  ])('%j is none: %s', (text, problem) => {
    expect(read(text)).toBe(problem);
  });

  it('leads to the same pool with a scheme and without', () => {
    fc.assert(
      fc.property(fc.domain(), fc.option(fc.integer({ min: 1, max: 65_535 })), (domain, port) => {
        const place = port === null ? domain : `${domain}:${port}`;
        const typed = [place, ` ${place} `, `https://${place}`, `wss://${place}/`].map(read);
        expect(new Set(typed).size).toBe(1);
        expect(new URL(typed[0] ?? '').hostname).toBe(domain);
      }),
    );
  });

  it('is never plain text to another device, whatever is typed', () => {
    const typed = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.webUrl({ validSchemes: ['http', 'https', 'ws', 'wss', 'ftp'], withFragments: true }),
      fc
        .tuple(fc.constantFrom('http://', 'ws://', 'HTTP://', ''), fc.string())
        .map((it) => it.join('')),
    );
    fc.assert(
      fc.property(typed, (text) => {
        const pool = parseTypedPool(text);
        if (!pool.ok) return;
        const { sip, http } = pool.value;
        expect(sip.protocol === 'wss:' || isLoopback(sip.hostname)).toBe(true);
        expect([sip.username, sip.password, sip.search, sip.hash].join('')).toBe('');
        expect(read(http.href)).toBe(sip.href);
      }),
    );
  });
});
