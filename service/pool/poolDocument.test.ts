import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parsePoolDocument, poolDocumentPath } from '../../contract/poolDiscovery.ts';
import { startPool, type TestPool } from './testing/startPool.ts';

let pool: TestPool;
beforeEach(async () => {
  pool = await startPool();
});
afterEach(() => pool.remove());

const ask = (headers: Readonly<Record<string, string>>) =>
  fetch(pool.url + poolDocumentPath, { headers });

describe('a pool that is asked which pool it is', () => {
  test('names the address by which it was asked, by way of a TLS proxy too', async () => {
    const proxied = { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'contoso.com' };
    for (const [headers, address] of [
      [{}, pool.url],
      [proxied, 'https://contoso.com'],
    ] as const) {
      const answer = await ask(headers);
      expect(answer.headers.get('content-type')).toContain('application/json');
      expect(parsePoolDocument(await answer.text())).toEqual({ ok: true, value: address });
    }
  });

  test('names none to who makes one up', async () => {
    expect((await ask({ 'x-forwarded-host': 'a.example/path?' })).status).toBe(400);
  });
});
