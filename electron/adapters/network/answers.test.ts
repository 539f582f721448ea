import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { createTestSessions } from '../../testing/sessions.testkit.ts';
import { createMeetingPools } from './meetingPool.ts';
import { createProvisioning } from './provisioning.ts';
import { createService } from './service.ts';

const electron = vi.hoisted(() => ({ session: {}, net: { isOnline: () => true } }));
vi.mock('electron', () => electron);
beforeEach(() => {
  electron.session = createTestSessions();
});

const MEGABYTE = Buffer.alloc(1024 * 1024, ' ');
/** Expands a thousandfold when decompressed. */
const PACKED = gzipSync(Buffer.alloc(64 * 1024 * 1024, ' '));
/** Far more than any honest answer, and than the sockets on the way buffer. */
const MOST_MEGABYTES = 256;

/**
 * A server whose answers never end.
 * @returns its address, and how many megabytes anyone read of them.
 */
async function endlessServer(status: number, isPacked: boolean) {
  let taken = 0;
  const piece = isPacked ? PACKED : MEGABYTE;
  const pour = (response: ServerResponse): void => {
    while (taken < MOST_MEGABYTES && !response.destroyed) {
      taken += 1;
      if (!response.write(piece)) {
        response.once('drain', () => {
          pour(response);
        });
        return;
      }
    }
    response.end();
  };
  const server = createServer((_request, response) => {
    response.writeHead(status, isPacked ? { 'content-encoding': 'gzip' } : {});
    pour(response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { url: new URL(`http://127.0.0.1:${port}`), taken: () => taken };
}

const deviceAt = () => 'urn:uuid:0c67446e-f1a1-11d9-94d3-000a95a0e128';
const account = { account: 'alice@contoso.com', password: 'secret' };
const askers: Readonly<Record<string, (url: URL) => Promise<unknown>>> = {
  'what a pool says of a meeting': ({ origin }) =>
    createMeetingPools('Candor', deviceAt).describe(origin, 'abcdefghij'),
  'a meeting that is made': ({ origin }) =>
    createMeetingPools('Candor', deviceAt).create(origin, account),
  'the organisation’s policy': (url) =>
    createProvisioning(() => url, 'Candor', deviceAt).ask({ ...account, etag: undefined, wait: 0 })
      .answer,
  'the names of colleagues': (url) =>
    createProvisioning(() => url, 'Candor', deviceAt).askPeople({
      ...account,
      etag: undefined,
      wait: 0,
    }).answer,
  'whether the pool is there': (url) => createProvisioning(() => url, 'Candor', deviceAt).check(),
  'the service’s receipts': (url) =>
    createService(() => url, 'Candor').post(new TextEncoder().encode('{}')).result,
  'the service’s keys': (url) => createService(() => url, 'Candor').keys().result,
  'an erasure’s confirmation': (url) => createService(() => url, 'Candor').withdraw('key').result,
};

test.each(
  Object.entries(askers).flatMap(([name, ask]) =>
    [200, 401].flatMap((status) =>
      [false, true].map((isPacked) => ({ name, ask, status, isPacked })),
    ),
  ),
)(
  'an endless answer is not read to its end: $name, $status, packed: $isPacked',
  async ({ ask, status, isPacked }) => {
    const server = await endlessServer(status, isPacked);
    await ask(server.url);
    expect(server.taken()).toBeLessThan(MOST_MEGABYTES / 4);
  },
);
