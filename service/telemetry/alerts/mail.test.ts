import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { makeCertificate, missingForCertificates } from '../../../e2e/fixtures/certificate.ts';
import { deliveryProblemText } from '../../../contract/insights/alertText.ts';
import type { Delivery } from '../../../contract/insights/alerts.ts';
import { createTexts } from '../../../contract/text/index.ts';
import { CannotStart } from '../../shared/outcome.ts';
import { smtpFile } from './smtpFile.ts';
import { openAlerts, watches } from './testing/openAlerts.testkit.ts';
import { mailUser, startMailServer } from './testing/receivers.testkit.ts';

const ruleTo = (address: string, language: 'en' | 'fr' = 'en') => ({
  ...watches.crashFree,
  to: { kind: 'mail', address },
  language,
});
const saidOf = (tried: Delivery) =>
  tried.arrived
    ? `arrived ${tried.detail}`
    : deliveryProblemText(createTexts('en').t, tried.problem);

const plain = (port: number) => ({
  host: '127.0.0.1',
  port,
  security: 'none',
  user: mailUser.user,
  passwordFile: 'smtp-password',
  from: 'candor@contoso.example',
});
const filesOf = (settings: object, password = mailUser.password) => ({
  [smtpFile]: JSON.stringify(settings),
  'smtp-password': `${password}\n`,
});

async function mailServer(...options: Parameters<typeof startMailServer>) {
  const server = await startMailServer(...options);
  onTestFinished(server.close);
  return server;
}

/** Tries an e-mail rule with these settings. */
async function tryWith(
  settings: object,
  { password = mailUser.password, to = 'ops@contoso.example' } = {},
) {
  const at = await openAlerts({
    files: filesOf(settings, password),
    limits: { alertMs: 2000 },
  });
  const id = await at.make(ruleTo(to));
  const said = saidOf(await at.tryOut(id));
  expect(at.said.join() + (await (await at.ask()).text())).not.toContain(mailUser.password);
  return said;
}

describe('an alert by e-mail', () => {
  it('goes by the administrator’s server to the address of the rule, in its language', async () => {
    const server = await mailServer({ disabledCommands: ['STARTTLS'] });
    const at = await openAlerts({ files: filesOf(plain(server.port)) });
    expect((await at.list()).canMail).toBe(true);
    await at.arrive({ crashes: 4 });
    await at.make(ruleTo('ops@contoso.example', 'fr'));
    expect(server.got).toMatchObject([
      { from: 'candor@contoso.example', to: ['ops@contoso.example'] },
    ]);
    const { source } = server.got[0]!;
    expect(source).toMatch(/^Subject: =\?UTF-8\?Q\?Alerte_de_Candor/m);
    expect(source).toContain('termin=C3=A9es sans plantage');
    expect(source).toMatch(/^Content-Type: text\/plain; charset=utf-8/m);
  });

  it('is not sent where the service has no server, which a trial says', async () => {
    const at = await openAlerts();
    expect((await at.list()).canMail).toBe(false);
    const id = await at.make(ruleTo('ops@contoso.example'));
    expect(saidOf(await at.tryOut(id))).toContain('smtp.json is not in its data folder');
  });

  it('that the server refuses says why, without the server’s words', async () => {
    const { port } = await mailServer({ disabledCommands: ['STARTTLS'] });
    expect(await tryWith(plain(port))).toBe('arrived 250');
    expect(await tryWith(plain(port), { password: 'wrong' })).toBe(
      'The mail server refuses the service’s user name or password (535).',
    );
    expect(await tryWith(plain(port), { to: 'nobody@contoso.example' })).toBe(
      'The mail server refuses the message, its sender or its receiver (550).',
    );
  });

  it('is not sent in the open to a server that should encrypt and does not', async () => {
    const server = await mailServer({ disabledCommands: ['STARTTLS'] });
    const said = await tryWith({ ...plain(server.port), host: 'localhost', security: 'starttls' });
    expect(said).toContain('offers no encryption (STARTTLS)');
    expect(server.got).toEqual([]);
  });

  it('says where there is no server', async () => {
    const server = await startMailServer();
    await server.close();
    expect(await tryWith(plain(server.port))).toContain('can’t be reached (ECONNREFUSED)');
  });
});

describe.skipIf(missingForCertificates())('an alert by e-mail over TLS', () => {
  const trusted = getCACertificates();
  afterEach(() => {
    setDefaultCACertificates(trusted);
  });

  it.each([
    ['starttls', false],
    ['tls', true],
  ])('(%s) goes to a server that the system trusts, and to no other', async (security, secure) => {
    const folder = mkdtempSync(join(tmpdir(), 'candor-mail-'));
    onTestFinished(() => {
      rmSync(folder, { recursive: true });
    });
    const { key, cert } = makeCertificate(folder, ['localhost']);
    const server = await mailServer({ key, cert, secure });
    const settings = { ...plain(server.port), host: 'localhost', security };
    expect(await tryWith(settings)).toContain('certificate is not trusted (');
    setDefaultCACertificates([...trusted, cert.toString()]);
    expect(await tryWith(settings)).toBe('arrived 250');
    expect(server.got).toMatchObject([{ isEncrypted: true }]);
  });
});

describe('smtp.json', () => {
  const good = plain(25);
  it.each<[string, object | string, string]>([
    ['that is no JSON', '{', 'smtp.json can’t be used'],
    ['with a key twice', '{"host":"a","host":"b"}', '“host” stands twice'],
    ['that is a list', [], 'must be a JSON object with host, port, security and from'],
    ['without a host', { ...good, host: undefined }, 'at “host”: must be the mail server’s name'],
    ['with a host that is an address', { ...good, host: 'smtp://mail' }, 'at “host”'],
    ['with a port that is none', { ...good, port: 70_000 }, 'at “port”: must be a port'],
    ['that names no security', { ...good, security: undefined }, 'at “security”: must be “tls”'],
    [
      'in plain text to another machine',
      { ...good, host: 'mail.contoso.example' },
      'at “security”',
    ],
    ['without a sender', { ...good, from: 'Candor' }, 'at “from”: must be the sender’s'],
    ['with a password in it', { ...good, password: 'x' }, 'at “password”: does not belong there'],
    ['with a user and no password', { ...good, passwordFile: undefined }, 'at “passwordFile”'],
    ['with a password and no user', { ...good, user: undefined }, 'at “user”'],
    ['whose password is elsewhere', { ...good, passwordFile: '../x' }, 'at “passwordFile”'],
    ['whose password is not there', { ...good, passwordFile: 'none' }, 'can’t be read (ENOENT)'],
  ])('%s keeps the service from starting, and says so', async (_what, settings, said) => {
    const text = typeof settings === 'string' ? settings : JSON.stringify(settings);
    const files = { 'smtp-password': 'the password', [smtpFile]: text };
    const problem = await openAlerts({ files }).then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(problem).toBeInstanceOf(CannotStart);
    expect((problem as CannotStart).message).toContain(said);
    expect((problem as CannotStart).message).not.toContain('the password');
  });
});
