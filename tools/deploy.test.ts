import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { createPhone } from '../service/pool/testing/phone.ts';
import { startPool } from '../service/pool/testing/startPool.ts';
import { makeAuthority, tlsHost, type Authority } from '../service/shared/testing/certificates.ts';
import { createService } from '../service/telemetry/service.ts';
import { bodyOf, createDraw, drawId, recordLine } from '../service/telemetry/testing/records.ts';
import { proxies, startProxy, type Proxy } from './testing/proxies.ts';

const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'candor-deploy-'));
let authority: Authority;
beforeAll(() => {
  authority = makeAuthority(folder);
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Asks for a path of a host by way of the proxy, from an address of this machine. */
async function ask(
  port: number,
  host: string,
  {
    path = '/healthz',
    from = '127.0.0.2',
    headers = {},
    body,
  }: {
    readonly path?: string;
    readonly from?: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string;
  } = {},
) {
  const at = { host: '127.0.0.1', port, path, localAddress: from, servername: tlsHost };
  const method = body === undefined ? 'GET' : 'POST';
  const sent = request({
    ...at,
    ca: authority.ca,
    agent: false,
    method,
    headers: { host, ...headers },
  });
  sent.end(body);
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  return { status: answer.statusCode, headers: answer.headers, body: await text(answer) };
}

const isInstalled = (tool: string) =>
  process.platform === 'linux' && spawnSync('which', [tool]).status === 0;

describe.for(['nginx', 'caddy'] as const)('deploy/ for %s (skipped without it)', (name) => {
  async function start(
    limits: { readonly requestsPerMinute?: number; readonly bodyBytes?: number } = {},
  ) {
    const pool = await startPool();
    const dataFolder = mkdtempSync(join(folder, 'service-'));
    const service = await createService({ dataFolder, port: 0, limits, log: () => undefined });
    const proxy: Proxy = await startProxy(proxies[name], {
      folder: mkdtempSync(join(folder, `${name}-`)),
      tls: authority.issue(name),
      servicePort: new URL(service.url).port,
      poolPort: new URL(pool.url).port,
    });
    onTestFinished(async () => {
      await proxy.stop();
      await service.close();
      await pool.remove();
    });
    return { pool, service, port: proxy.port };
  }
  const service = 'telemetry.contoso.com';

  test.skipIf(!isInstalled(name))(
    'passes SIP over WebSocket on, and tells the pool by which name it was asked',
    async () => {
      const { port } = await start();
      const found = await ask(port, `${tlsHost}:${port}`, { path: '/.well-known/candor' });
      expect(JSON.parse(found.body)).toEqual({ pool: `https://${tlsHost}:${port}` });
      const url = `wss://127.0.0.1:${port}`;
      const { ca } = authority;
      const phones = (['alice', 'bob'] as const).map((who) =>
        createPhone({ url, address: `${who}@contoso.com`, password: `${who}’s own`, ca }),
      );
      await Promise.all(phones.map((phone) => phone.registered()));
      expect(await phones[0]?.send('bob@contoso.com', 'by way of the proxy')).toBe(200);
      for (const phone of phones) phone.stop();
    },
  );

  test.skipIf(!isInstalled(name))(
    'passes large bodies on to the telemetry service, and its metrics to nobody',
    async () => {
      const { port } = await start({ bodyBytes: 4 * 1024 * 1024 });
      const draw = createDraw(7);
      const lines = Array.from({ length: 150 }, () => recordLine('day', drawId(draw)));
      const records = { 'content-type': 'application/x-ndjson' };
      const sent = await ask(port, service, {
        path: '/v1/records',
        headers: records,
        body: bodyOf(...lines),
      });
      expect([sent.status, sent.body]).toEqual([200, expect.stringContaining('"receipts":[{')]);
      // More than nginx takes where it is told nothing; the service reads all of it, and refuses it in JSON.
      const much = await ask(port, service, {
        path: '/v1/records',
        headers: records,
        body: 'x'.repeat(3 * 1024 * 1024),
      });
      expect(much.headers['content-type']).toContain('json');
      for (const host of [service, tlsHost])
        expect((await ask(port, host, { path: '/metrics' })).status).toBe(404);
    },
  );

  test.skipIf(!isInstalled(name))(
    'says who asks, so that limits count each client alone, whatever it says of itself',
    async () => {
      const { port } = await start({ requestsPerMinute: 3 });
      const spoof = (n: number) =>
        ask(port, service, {
          path: '/v1/keys',
          headers: { 'x-forwarded-for': `203.0.113.${n}` },
        });
      const statuses: (number | undefined)[] = [];
      for (const n of [1, 2, 3, 4]) statuses.push((await spoof(n)).status);
      expect(statuses).toEqual([200, 200, 200, 429]);
      expect((await ask(port, service, { path: '/v1/keys', from: '127.0.0.3' })).status).toBe(200);
    },
  );
});

/** Containers are built where there is an engine, which is not here; their files are only read. */
describe('deploy/compose.yaml and deploy/Containerfile', () => {
  const read = (name: string) => readFileSync(join(root, 'deploy', name), 'utf8');

  test('name stages, files and volumes that there are', () => {
    const { services, volumes } = parse(read('compose.yaml')) as {
      services: Record<
        string,
        {
          build?: { dockerfile: string; target: string };
          volumes: string[];
          network_mode?: string;
        }
      >;
      volumes: Record<string, unknown>;
    };
    const container = read('Containerfile');
    for (const { build, volumes: used, network_mode: network } of Object.values(services)) {
      if (build) {
        expect(existsSync(join(root, build.dockerfile))).toBe(true);
        expect(container).toContain(` AS ${build.target}\n`);
        expect(network).toBe('service:proxy');
      }
      for (const [source = ''] of used.map((one) => one.split(':')))
        expect(
          source.startsWith('./') ? existsSync(join(root, 'deploy', source)) : source in volumes,
        ).toBe(true);
    }
  });

  test('holds instructions only, which follow each other as they may', () => {
    const lines = read('Containerfile').replaceAll('\\\n', '').split('\n');
    const words = lines
      .map((line) => line.split(' ')[0])
      .filter((word) => word !== '' && word !== '#');
    expect(words[0]).toBe('FROM');
    expect([...new Set(words)].sort()).toEqual(['CMD', 'COPY', 'FROM', 'RUN', 'USER', 'VOLUME']);
  });
});
