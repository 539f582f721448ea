import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openAtUsualPort } from './usualPort.ts';

async function listen(port: number) {
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');
  const close = async () => {
    server.close();
    await once(server, 'close');
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'candor-port-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  return folder;
}

it('a server is where it was the last time, and elsewhere only if that port is taken', async () => {
  const folder = emptyFolder();
  const first = await openAtUsualPort(folder, listen);
  await first.close();
  const second = await openAtUsualPort(folder, listen);
  expect(second.url).toBe(first.url);
  const third = await openAtUsualPort(folder, listen);
  onTestFinished(third.close);
  onTestFinished(second.close);
  expect(third.url).not.toBe(first.url);
});

it('a port that can’t be read is as none', async () => {
  const folder = emptyFolder();
  writeFileSync(join(folder, 'usual-port'), '99999999');
  const server = await openAtUsualPort(folder, listen);
  onTestFinished(server.close);
  expect(server.url).toMatch(/:\d+$/);
});
