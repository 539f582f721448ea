import { once } from 'node:events';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTexts } from '../../../contract/text/index.ts';
import { candorPool } from '../../pool/testing/candorPool.ts';
import { createService } from '../../telemetry/service.ts';
import { runToEnd } from '../../telemetry/testing/run.ts';
import { makeAuthority, tlsHost, type Authority } from '../testing/certificates.ts';
import { certificateFindings } from './certificateFindings.ts';
import { folderFindings } from './folderFindings.ts';
import { hostFindings } from './placeFindings.ts';

const { t } = createTexts('en');
let folder: string;
let authority: Authority;
let data: string;
let count = 0;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'candor-check-'));
  authority = makeAuthority(folder);
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});
beforeEach(() => {
  count += 1;
  data = join(folder, `data-${count}`);
});
const check = (...args: readonly string[]) =>
  runToEnd('check', '--port', '0', '--data', data, ...args);
const tls = ({ cert, key }: { readonly cert: string; readonly key: string }) =>
  ['--tls-cert', cert, '--tls-key', key] as const;
/** Starts a service once, so that there is a folder with everything in it. */
async function makeData(): Promise<void> {
  const service = await createService({ dataFolder: data, port: 0, log: () => undefined });
  await service.close();
}

describe('`candor-service check`', () => {
  test('says that nothing is wrong, of a new set-up and of one in use, and changes nothing', async () => {
    expect(await check()).toMatchObject({
      code: 0,
      stdout: 'Nothing is wrong with this set-up.\n',
    });
    expect(() => statSync(data)).toThrow('ENOENT');
    await makeData();
    const before = statSync(join(data, 'records.db')).mtimeMs;
    expect(await check(...tls(authority.issue('good')))).toMatchObject({ code: 0, stderr: '' });
    expect(statSync(join(data, 'records.db')).mtimeMs).toBe(before);
  });

  test('has no quarrel with the service that runs with this folder and this port', async () => {
    const service = await createService({ dataFolder: data, port: 0, log: () => undefined });
    const { port } = new URL(service.url);
    expect(await runToEnd('check', '--port', port, '--data', data)).toMatchObject({ code: 0 });
    await service.close();
  });

  test.each([
    ['over', [-9, -1], 'valid until'],
    ['early', [1, 9], 'set this machine’s clock, or wait'],
  ] as const)('tells of a certificate that is %s', async (name, days, said) => {
    const found = await check(...tls(authority.issue(name, { days })));
    expect([found.code, found.stdout]).toEqual([1, expect.stringContaining(said)]);
  });

  test('tells of a certificate that can’t be read, and of one for another name', async () => {
    const good = authority.issue('named');
    const away = await check(...tls({ ...good, cert: join(folder, 'away.pem') }));
    expect([away.code, away.stdout]).toEqual([
      1,
      expect.stringContaining('can’t be read (ENOENT)'),
    ]);
    const other = await check(...tls(good), '--host', 'localhost');
    expect([other.code, other.stdout]).toEqual([1, expect.stringContaining('not for localhost')]);
    expect(await certificateFindings(good, tlsHost, new Date())).toEqual([]);
  });

  test('only warns of a certificate that is soon over', async () => {
    const { code, stdout } = await check(...tls(authority.issue('soon', { days: [-1, 3] })));
    expect([code, stdout]).toEqual([
      0,
      expect.stringMatching(/^Look at this: .* only: renew it\n$/),
    ]);
  });

  test('tells of a key and of data that others can read', async () => {
    const open = authority.issue('open');
    chmodSync(open.key, 0o644);
    await makeData();
    chmodSync(join(data, 'withdrawals.db'), 0o640);
    const { code, stdout } = await check(...tls(open));
    expect(code).toBe(1);
    expect(stdout).toContain(`the private key ${open.key} can be read by others: “chmod 600”`);
    expect(stdout).toContain(`${join(data, 'withdrawals.db')} can be read or changed by others`);
  });

  test('tells of a port that is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const port = String((other.address() as AddressInfo).port);
    const { code, stdout } = await runToEnd('check', '--port', port, '--data', data);
    other.close();
    expect([code, stdout]).toEqual([1, expect.stringContaining(`port ${port} is in use`)]);
  });

  test('tells of options that mean nothing, such as a proxy that is none', async () => {
    const { code, stdout } = await check('--trust-proxy', 'nonsense');
    expect([code, stdout]).toEqual([1, expect.stringContaining('and not “nonsense”')]);
    const plain = await runToEnd('check', '--listen', '0.0.0.0:0', '--data', data);
    expect([plain.code, plain.stdout]).toEqual([1, expect.stringContaining('give a certificate')]);
    expect(await runToEnd('check', '--lisen')).toMatchObject({ code: 2 });
  });

  test('tells of a folder that is a file, of another version, or damaged', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    const none = await runToEnd('check', '--port', '0', '--data', join(file, 'data'));
    expect([none.code, none.stdout]).toEqual([1, expect.stringContaining('can’t be used (E')]);
    await makeData();
    const records = new DatabaseSync(join(data, 'records.db'));
    records.exec('ALTER TABLE records ADD COLUMN mood TEXT; CREATE TABLE moods (id TEXT)');
    records.close();
    const other = await check();
    const said = 'was made by another version of Candor (records, moods)';
    expect([other.code, other.stdout]).toEqual([1, expect.stringContaining(said)]);
    writeFileSync(join(data, 'records.db'), 'no database, '.repeat(1000));
    const damaged = await check();
    const why = 'can’t be used (file is not a database)';
    expect([damaged.code, damaged.stdout]).toEqual([1, expect.stringContaining(why)]);
  });

  test('tells of a clock that is before what was written', async () => {
    await makeData();
    const later = Date.now() / 1000 + 3600;
    utimesSync(join(data, 'records.db'), later, later);
    const { code, stdout } = await check();
    expect([code, stdout]).toEqual([1, expect.stringContaining('set this machine’s clock')]);
  });

  test('gives the same as JSON', async () => {
    const { code, stdout } = await check('--json', '--trust-proxy', 'nonsense');
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toEqual({
      schema: 1,
      findings: [
        {
          about: 'options',
          severity: 'fault',
          problem: expect.stringContaining('nonsense') as string,
        },
      ],
    });
  });
});

test('a disk that has less room than is wanted is told', () => {
  mkdirSync(data, { mode: 0o700 });
  const { findings } = folderFindings(data, new Date(), Number.MAX_SAFE_INTEGER);
  expect(findings.map(({ problem }) => problem(t))).toEqual([
    expect.stringMatching(/there is room for \d+ MiB only/),
  ]);
});

describe('the name that clients know a server by', () => {
  const told = async (host: string) =>
    (await hostFindings(host)).map(({ severity, problem }) => [severity, problem(t)]);

  test('is well if it leads to this machine', async () => {
    const [first] = Object.values(networkInterfaces()).flatMap((it) => it ?? []);
    expect(await told(first?.address ?? '127.0.0.1')).toEqual([]);
  });

  test('is told if it leads nowhere (RFC 6761), or elsewhere', async () => {
    expect(await told('pool.invalid')).toEqual([
      ['fault', expect.stringContaining('pool.invalid leads nowhere')],
    ]);
    expect(await told('192.0.2.7')).toEqual([
      ['warning', expect.stringContaining('none of these is this machine’s')],
    ]);
  });
});

describe('`candor-pool check`', () => {
  test('tells of a document that can’t be read, with the place', async () => {
    mkdirSync(data, { mode: 0o700 });
    writeFileSync(join(data, 'pool.json'), '{"organisations": {', { mode: 0o600 });
    const { code, stdout } = await candorPool(['check', '--port', '0', '--data', data]);
    expect([code, stdout]).toEqual([1, expect.stringContaining('pool.json can’t be used')]);
  });
});
