import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../../testing/telemetry.testkit.ts';
import { crashBody } from './crashBody.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);

/** Larger than all the buffers between a file and a service. */
const dump = randomBytes(32 * 1024 * 1024);

/** A service that does not read until the test has done what it wants to do meanwhile. */
async function listen(meanwhile: () => void, onBody: (request: IncomingMessage) => Promise<void>) {
  const server = createServer((request, response) => {
    meanwhile();
    void onBody(request).finally(() => response.end());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function storeDump(): string {
  const file = join(temporaryFolder(), 'kept.dmp');
  writeFileSync(file, dump);
  return file;
}

it('a dump that is deleted while it travels still arrives whole', async () => {
  const file = storeDump();
  let received: FormData | undefined;
  const url = await listen(
    () => {
      rmSync(file);
    },
    async (request) => {
      const headers = { 'content-type': request.headers['content-type'] ?? '' };
      received = await new Response(await buffer(request), { headers }).formData();
    },
  );
  const content = await crashBody(utf8('{"schema":1}'), utf8('{"id":"é"}'), file);
  await fetch(url, { method: 'POST', ...content });
  const textOf = async (name: string) => await (received?.get(name) as File).text();
  expect([await textOf('header'), await textOf('record')]).toEqual(['{"schema":1}', '{"id":"é"}']);
  const arrived = Buffer.from(await (received?.get('dump') as File).arrayBuffer());
  expect(arrived.equals(dump)).toBe(true);
});

it('one that is broken off is a failure of that request, and of nothing else', async () => {
  const strays: unknown[] = [];
  const stray = (reason: unknown) => void strays.push(reason);
  process.on('unhandledRejection', stray);
  onTestFinished(() => void process.off('unhandledRejection', stray));
  const file = storeDump();
  const abort = new AbortController();
  const url = await listen(
    () => {
      abort.abort();
      rmSync(file);
    },
    async (request) => {
      await buffer(request).catch(() => undefined); // It was broken off: that is the test.
    },
  );
  const content = await crashBody(utf8('{}'), utf8('{}'), file);
  const sent = fetch(url, { method: 'POST', ...content, signal: abort.signal });
  await expect(sent).rejects.toThrow('aborted');
  await new Promise(setImmediate);
  expect(strays).toEqual([]);
});

it('one that is gone before it travels says so', async () => {
  await expect(crashBody(utf8('{}'), utf8('{}'), 'gone.dmp')).rejects.toThrow('ENOENT');
});
