import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createTestSessions } from '../../testing/sessions.testkit.ts';
import { temporaryFolder } from '../../testing/telemetry.testkit.ts';
import { createService } from './service.ts';

const electron = vi.hoisted(() => ({ session: {}, net: { isOnline: () => true } }));
vi.mock('electron', () => electron);

const strays: unknown[] = [];
const stray = (reason: unknown) => void strays.push(reason);
beforeEach(() => {
  strays.length = 0;
  process.on('unhandledRejection', stray);
  electron.session = createTestSessions();
});
afterEach(() => void process.off('unhandledRejection', stray));

async function collectGarbage(): Promise<void> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  // Objects that only a finished turn references are collected with the next.
  for (let time = 0; time < 4; time += 1) {
    collect();
    await new Promise(setImmediate);
  }
}

const bytes = new TextEncoder().encode('{}');

/** A client's telemetry service, at a server that accepts and never answers. */
async function silentService() {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  const service = createService(() => new URL(`http://127.0.0.1:${port}`), 'Candor/1.0.0');
  return { service, server, close };
}

function dumpOf(size: number): string {
  const file = join(temporaryFolder(), 'kept.dmp');
  writeFileSync(file, Buffer.alloc(size));
  return file;
}

describe('a dump’s upload', () => {
  it.each([
    'at once',
    'while the dump is read',
    'once it travels',
    'once it travels and garbage was collected',
  ] as const)(
    'that is broken off %s is a failure of that request, and of nothing else',
    async (when) => {
      const { service, server, close } = await silentService();
      const arrived = once(server, 'request');
      const flight = service.postCrash(bytes, bytes, dumpOf(20 * 1024 * 1024));
      if (when === 'while the dump is read') await new Promise(setImmediate);
      if (when.startsWith('once it travels')) await arrived;
      if (when.endsWith('collected')) await collectGarbage();
      flight.abort();
      expect(await flight.result).toMatchObject({ kind: 'failed' });
      await new Promise(setImmediate);
      close();
      expect(strays).toEqual([]);
    },
  );

  it('of what can’t be read fails, and does not wait for its time to pass', async () => {
    const { service, close } = await silentService();
    const folder = join(temporaryFolder(), 'folder.dmp');
    mkdirSync(folder);
    const flight = service.postCrash(bytes, bytes, folder);
    expect(await flight.result).toMatchObject({ kind: 'failed' });
    expect(await service.postCrash(bytes, bytes, `${folder}/gone`).result).toMatchObject({
      kind: 'failed',
    });
    close();
    expect(strays).toEqual([]);
  });
});
