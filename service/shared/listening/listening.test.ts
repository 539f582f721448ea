import { once } from 'node:events';
import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execFileSync } from 'node:child_process';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { createTexts } from '../../../contract/text/index.ts';
import type { LocalizedText } from '../../../contract/text/terminal.ts';
import { readPoolCommand } from '../../pool/commandLine.ts';
import { readCommandLine } from '../../telemetry/commandLine.ts';
import { createService, type Service, type ServiceOptions } from '../../telemetry/service.ts';
import { bodyOf, createDraw, drawId, recordLine } from '../../telemetry/testing/records.ts';
import { runToEnd } from '../../telemetry/testing/run.ts';
import { tokenOf } from '../../telemetry/testing/session.ts';
import { chain, install, makeAuthority, type Authority } from '../testing/certificates.ts';
import { askSecurely, connectSecurely } from '../testing/secureClient.ts';
import type { CertificateFiles } from './certificate.ts';

const { t } = createTexts('en');
let folder: string;
let authority: Authority;
let good: CertificateFiles & { readonly serial: string };
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'candor-listening-'));
  authority = makeAuthority(folder);
  good = authority.issue('good');
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const log: string[] = [];
let service: Service | undefined;
afterEach(async () => {
  await service?.close();
  service = undefined;
  log.length = 0;
});
let count = 0;
async function start(options: Partial<ServiceOptions>): Promise<Service> {
  count += 1;
  service = await createService({
    dataFolder: join(folder, `data-${count}`),
    port: 0,
    log: (said: LocalizedText) => void log.push(said(t)),
    ...options,
  });
  return service;
}
const ask = (path: string, options?: Parameters<typeof askSecurely>[2]) =>
  askSecurely(`${service?.url ?? ''}${path}`, authority.ca, options);

describe('where to listen, on the command line of service and pool', () => {
  const both = (...args: string[]) => [readCommandLine(args), readPoolCommand(['serve', ...args])];
  const tls = ['--tls-cert', 'chain.pem', '--tls-key', 'key.pem'];

  test.each([
    [[], '127.0.0.1', undefined],
    [['--port', '1'], '127.0.0.1', 1],
    [['--listen', '127.0.0.1:8080'], '127.0.0.1', 8080],
    [['--listen', '[::1]:0'], '::1', 0],
    [['--listen', '127.9.9.9:8080'], '127.9.9.9', 8080],
    [['--listen', '[::ffff:127.0.0.1]:8080'], '::ffff:127.0.0.1', 8080],
    [['--listen', '0.0.0.0:443', ...tls], '0.0.0.0', 443],
    [['--listen', '[::]:8443', ...tls], '::', 8443],
    [['--listen', '[fe80::1%eth0]:8443', ...tls], 'fe80::1%eth0', 8443],
    [['--port', '8443', ...tls], '127.0.0.1', 8443],
  ] as const)('%j is taken', (args, host, port) => {
    for (const read of both(...args))
      expect(read).toMatchObject({
        ok: true,
        value: { kind: 'serve', host, ...(port === undefined ? {} : { port }) },
      });
  });

  test.each([
    [['--listen', '0.0.0.0:8080'], 'plain HTTP can be read along the way'],
    [['--listen', '[::]:8080'], '--tls-cert FILE --tls-key FILE'],
    [['--listen', '192.0.2.7:80'], 'listen on 127.0.0.1 and put your TLS proxy in front'],
    [['--listen', 'localhost:8080'], 'a name, such as localhost, is no address'],
    [['--listen', 'pool.contoso.com:443', ...tls], 'must be an address of this machine'],
    [['--listen', '::1:8080'], '[::]:8443'],
    [['--listen', '[127.0.0.1]:8080'], 'must be an address'],
    [['--listen', '127.0.0.1'], 'must be an address of this machine and a port'],
    [['--listen', '127.0.0.1:'], 'must be an address'],
    [['--listen', '127.0.0.1:65536'], 'must be an address'],
    [['--listen', '8080'], 'must be an address'],
    [['--listen', '127.0.0.1:1', '--port', '2'], 'not both'],
    [['--tls-cert', 'chain.pem'], 'go together'],
    [['--tls-key', 'key.pem', '--listen', '0.0.0.0:1'], 'go together'],
    [['--tls-key=', '--tls-cert', 'chain.pem'], 'go together'],
  ] as const)('%j is refused, and says what to do', (args, said) => {
    for (const read of both(...args)) expect(read.ok ? '' : read.problem(t)).toContain(said);
  });

  test('plain HTTP beyond this machine ends the command, in the language of who sits there', async () => {
    const { code, stderr } = await runToEnd('--listen', '0.0.0.0:0', '--data', folder);
    expect(code).toBe(2);
    expect(stderr).toContain('0.0.0.0:0 is beyond this machine');
  });
});

describe('a place that can’t be had', () => {
  test('is told: another process has the port', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    await expect(start({ port })).rejects.toThrow(/^port \d+ is in use on 127\.0\.0\.1: end what/);
    other.close();
  });

  test('is told: the address is another machine’s', async () => {
    const elsewhere = start({ host: '192.0.2.7', tls: good });
    await expect(elsewhere).rejects.toThrow('192.0.2.7 is no address of this machine');
  });
});

describe('a certificate that can’t be used', () => {
  const at = (name: string, content = '') => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const swapped = () => ({ cert: good.key, key: good.cert });
  const encrypted = (name: string, ...args: string[]) => {
    const key = join(folder, name);
    execFileSync('openssl', [...args, '-in', good.key, '-out', key, '-passout', 'pass:x']);
    return { ...good, key };
  };

  test.each<[string, () => CertificateFiles, string | RegExp]>([
    [
      'one that is over',
      () => authority.issue('over', { days: [-9, -1] }),
      /CN=over was valid until \d{4}-\d\d-\d\d \d\d:\d\d UTC only: renew it/,
    ],
    [
      'one that is not valid yet',
      () => authority.issue('early', { days: [1, 9] }),
      'set this machine’s clock, or wait',
    ],
    [
      'a key of another one',
      () => ({ ...good, key: authority.issue('other').key }),
      'is not that of the certificate in',
    ],
    [
      'a key that is encrypted',
      () => encrypted('locked.pem', 'pkcs8', '-topk8'),
      'decrypt it for this server',
    ],
    [
      'a key that is encrypted in the old way',
      () => encrypted('old.pem', 'ec', '-aes128'),
      'decrypt it for this server',
    ],
    ['the two files swapped', swapped, 'holds no certificate in PEM'],
    [
      'an empty certificate',
      () => ({ ...good, cert: at('empty.pem') }),
      'holds no certificate in PEM',
    ],
    [
      'half of a certificate',
      () => ({ ...good, cert: at('half.pem', '-----BEGIN CERTIFICATE-----\nMIIB') }),
      'holds no certificate in PEM',
    ],
    [
      'a key that is none',
      () => ({ ...good, key: at('none.pem', 'x') }),
      'holds no private key in PEM',
    ],
    [
      'a file that is not there',
      () => ({ ...good, cert: join(folder, 'away.pem') }),
      /can’t be read \(ENOENT\): name a PEM file/,
    ],
    ['a folder', () => ({ ...good, key: folder }), 'can’t be read'],
    [
      'a key that is too short',
      () => authority.issue('short', { newKey: ['rsa:1024'] }),
      /refused by OpenSSL \(ERR_SSL_EE_KEY_TOO_SMALL\).*2048 bits/,
    ],
    [
      'a chain in the wrong order',
      () => ({ ...good, cert: chain(folder, 'turned.pem', join(folder, 'root.pem'), good.cert) }),
      'put it first',
    ],
    [
      'an issuer that is over',
      () => {
        const by = authority.issue('oldIssuer', { isAuthority: true, days: [-9, -1] });
        const own = authority.issue('ofOldIssuer', { by });
        return { ...own, cert: chain(folder, 'oldChain.pem', own.cert, by.cert) };
      },
      'CN=oldIssuer was valid until',
    ],
  ])('%s is told, with what to do, and nothing is begun', async (_, files, said) => {
    await expect(start({ tls: files() })).rejects.toThrow(said);
  });
});

describe('a service that speaks TLS itself', () => {
  test('takes records from who knows its authority, at a chain’s root, and is called by its name', async () => {
    const by = authority.issue('issuer', { isAuthority: true });
    const own = authority.issue('own', { by });
    const tls = { ...own, cert: chain(folder, 'full.pem', own.cert, by.cert) };
    const { url } = await start({ tls, host: '0.0.0.0' });
    expect(url).toMatch(/^https:\/\/pool\.contoso\.com:\d+$/);
    const body = bodyOf(recordLine('day', drawId(createDraw(18))));
    const headers = { 'content-type': 'application/x-ndjson' };
    const { status, body: answer } = await ask('/v1/records', { method: 'POST', headers, body });
    expect([status, answer]).toEqual([200, expect.stringContaining('"receipts":[{')]);
  });

  test('makes the cookie of the insights Secure without a proxy, and knows its own pages', async () => {
    const running = await start({ tls: good });
    const body = JSON.stringify({ token: tokenOf(running) });
    const json = { 'content-type': 'application/json' };
    const origin = running.url.replace('127.0.0.1', 'pool.contoso.com');
    const signIn = (headers: Readonly<Record<string, string>>) =>
      ask('/insights/session', { method: 'POST', headers: { ...json, ...headers }, body });
    const signedIn = await signIn({ origin });
    expect(signedIn.headers['set-cookie']?.[0]).toContain('; Secure');
    expect((await signIn({ origin: 'https://evil.example' })).status).toBe(403);
  });

  test('listens on IPv6 alone', async () => {
    const { url } = await start({ host: '::1', tls: good });
    expect(url).toMatch(/^https:\/\/\[::1\]:\d+$/);
    const socket = await connectSecurely(url, authority.ca, { host: '::1' });
    socket.destroy();
  });

  test('speaks no TLS before 1.2, and ends who speaks none', async () => {
    const { url } = await start({ tls: good });
    const old = connectSecurely(url, authority.ca, {
      minVersion: 'TLSv1',
      maxVersion: 'TLSv1.1',
      ciphers: 'DEFAULT@SECLEVEL=0',
    });
    await expect(old).rejects.toThrow();
    const today = await connectSecurely(url, authority.ca, { maxVersion: 'TLSv1.2' });
    expect(today.getProtocol()).toBe('TLSv1.2');
    today.destroy();
    const plain = connect(Number(new URL(url).port), '127.0.0.1').on('error', () => undefined);
    plain.end('GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n');
    await once(plain, 'close');
    expect((await ask('/healthz')).status).toBe(200);
  });
});

describe('a certificate that is renewed while the service runs', () => {
  /** As certbot does it: links to files that are replaced. */
  function linked(name: string) {
    const live = join(folder, name);
    mkdirSync(live);
    const at = { cert: join(live, 'fullchain.pem'), key: join(live, 'privkey.pem') };
    const point = (to: CertificateFiles, ...which: (keyof CertificateFiles)[]) => {
      for (const one of which) {
        symlinkSync(to[one], `${at[one]}.new`);
        renameSync(`${at[one]}.new`, at[one]);
      }
    };
    return { at, point };
  }
  const shown = async () => {
    const socket = await connectSecurely(service?.url ?? '', authority.ca);
    const { serialNumber } = socket.getPeerCertificate();
    socket.destroy();
    return serialNumber;
  };
  const seen = (serial: string) =>
    vi.waitFor(
      async () => {
        expect(await shown()).toBe(serial);
      },
      { timeout: 20_000 },
    );
  const said = (text: string) =>
    vi.waitFor(
      () => {
        expect(log.join('\n')).toContain(text);
      },
      { timeout: 20_000 },
    );

  test('is used for new connections once its key is there, and those that are open go on', async () => {
    const { at, point } = linked('live');
    const [old, renewed] = [good, authority.issue('renewed')];
    point(old, 'cert', 'key');
    const { url } = await start({ tls: at });
    const before = await connectSecurely(url, authority.ca);
    expect(await shown()).toBe(old.serial);

    point(renewed, 'cert');
    await said('the one before goes on being used. the private key in');
    expect(await shown()).toBe(old.serial);
    point(renewed, 'key');
    await seen(renewed.serial);
    expect(log.at(-1)).toContain('a new certificate is in use, which is valid until');

    before.write('GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n');
    const [answer] = (await once(before, 'data')) as [Buffer];
    expect(answer.toString()).toContain('200 OK');
    before.destroy();
  });

  test('is not used while it is over, half written or gone, and the log says why once', async () => {
    const at = { cert: join(folder, 'copied.pem'), key: join(folder, 'copied.key.pem') };
    install(good, at);
    await start({ tls: at });
    install(authority.issue('overAgain', { days: [-9, -1] }), at);
    await said('CN=overAgain was valid until');
    writeFileSync(at.cert, '');
    await said('holds no certificate in PEM');
    rmSync(at.cert);
    await said('can’t be read (ENOENT)');
    expect(await shown()).toBe(good.serial);
    expect(log.filter((line) => line.includes('overAgain'))).toHaveLength(1);
    expect((await ask('/healthz')).body).toContain('"what":"certificate_refused"');
    const next = authority.issue('next');
    install(next, at);
    await seen(next.serial);
    expect((await ask('/healthz')).body).toBe('{"status":"ok"}');
  });

  test('and ends soon is told from the start on', async () => {
    await start({ tls: authority.issue('soon', { days: [-1, 3] }) });
    expect(log.join('\n')).toMatch(/the certificate in use is valid until .* only: renew it/);
    expect((await ask('/healthz')).body).toMatch(
      /"what":"certificate","why":"the certificate expires on/,
    );
    const { body } = await ask('/metrics');
    const [, expiry] = /^candor_certificate_expiry_timestamp_seconds (\d+)$/m.exec(body) ?? [];
    const days = (Number(expiry) * 1000 - Date.now()) / 86_400_000;
    expect(days).toBeCloseTo(3, 1);
  });
});
