import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { send } from '../testing/client.ts';
import { bodyOf, recordLine } from '../testing/records.ts';
import { createService, type Service } from '../service.ts';
import {
  clientId,
  clientSecret,
  createBrowser,
  startProvider,
} from '../testing/openIdProvider.testkit.ts';

/** The service's address as browsers see it: behind a proxy, under a path. */
const address = 'https://contoso.com/telemetry';
const callback = `${address}/insights/session/callback`;
const page = `${address}/insights/`;
const groups = {
  readers: ['analyst'],
  builders: ['engineer', 'analyst'],
  keepers: ['officer'],
};
const settingsFor = (issuer: string) => ({
  name: 'Contoso',
  issuer,
  clientId,
  clientSecretFile: 'openid-secret',
  address: `${address}/`,
  roles: groups,
});

let now = Date.parse('2026-11-29T22:00:00.000Z');
let folder: string;
let provider: Awaited<ReturnType<typeof startProvider>>;
let service: Service;

async function serve(issuer: string, data: string, more: object = {}): Promise<Service> {
  const dataFolder = join(folder, data);
  mkdirSync(dataFolder, { mode: 0o700 });
  writeFileSync(join(dataFolder, 'lock'), '', { mode: 0o600 });
  writeFileSync(join(dataFolder, 'openid-secret'), `${clientSecret}\n`, { mode: 0o600 });
  const settings = JSON.stringify({ ...settingsFor(issuer), ...more });
  writeFileSync(join(dataFolder, 'openid.json'), settings, { mode: 0o600 });
  return createService({ dataFolder, port: 0, clock: () => new Date(now) });
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'candor-openid-'));
  provider = await startProvider({ callback });
  service = await serve(provider.issuer, 'data');
});
beforeEach(() => {
  provider.isNow(null);
});
afterAll(async () => {
  await service.close();
  await provider.close();
  rmSync(folder, { recursive: true });
});

const browserAt = ({ url }: Service) => createBrowser((asked) => asked.replace(address, url));
type Browser = ReturnType<typeof browserAt>;

const begin = (browser: Browser) => browser.ask(`${address}/insights/session/start`);
const isPage = (next: string) => next === page;
const isCallback = (next: string) => next.startsWith(callback);
/** Goes through the whole sign-in. */
const signInBy = (browser: Browser) => browser.follow(`${address}/insights/session/start`, isPage);
const session = (browser: Browser) => browser.ask(`${address}/insights/session`);
const records = (browser: Browser) => browser.ask(`${address}/v1/records`);

/** Checks that this answer showed nothing and began no session. */
async function expectNobody(browser: Browser, answer: Response, status: number, said: string) {
  expect([await answer.text(), answer.status]).toEqual([expect.stringContaining(said), status]);
  expect((await session(browser)).status).toBe(401);
  expect((await records(browser)).status).toBe(401);
}

describe('signing in by OpenID Connect', () => {
  it('is offered by its name', async () => {
    const answer = await browserAt(service).ask(`${address}/insights/session/providers`);
    expect(await answer.json()).toEqual({ openIdConnect: { name: 'Contoso' } });
  });

  it('gives the roles of one’s groups, and with them what they may read', async () => {
    provider.isNow({ id: 'u-1', name: 'Anne Bloggs', groups: ['all', 'builders'] });
    const browser = browserAt(service);
    const { at, answer } = await signInBy(browser);
    expect([at, answer.status]).toEqual([page, 303]);
    expect(answer.headers.getSetCookie().find((line) => line.startsWith('candor-insights='))).toBe(
      `candor-insights=${browser.cookie(address, 'candor-insights')}; Path=/; HttpOnly; SameSite=Strict`,
    );
    expect(await (await session(browser)).json()).toMatchObject({
      name: 'Anne Bloggs',
      roles: ['analyst', 'engineer'],
    });
    expect((await records(browser)).status).toBe(200);
  });

  it('shows an analyst no single record', async () => {
    provider.isNow({ id: 'u-2', name: 'Bob', groups: 'readers' });
    const browser = browserAt(service);
    await signInBy(browser);
    expect(await (await session(browser)).json()).toMatchObject({ roles: ['analyst'] });
    for (const path of [
      '/v1/records',
      '/v1/records/x',
      '/v1/crashes',
      `/v1/crashes/${'0'.repeat(64)}`,
    ]) {
      const answer = await browser.ask(address + path);
      expect([path, answer.status]).toEqual([path, 403]);
      expect(await answer.text()).toContain('needs the role “engineer”');
    }
  });

  it.each([
    [undefined],
    [[]],
    [['all']],
    ['Readers'],
    [{ readers: true }],
    [['__proto__', 'constructor']],
    [7],
  ])('is refused to who has the groups %j, and says why', async (held) => {
    provider.isNow({ id: 'u-3', name: 'Carol', groups: held });
    const browser = browserAt(service);
    const { answer } = await signInBy(browser);
    await expectNobody(browser, answer, 403, 'none of your groups may read here');
  });

  it('reads the groups anew at the next sign-in', async () => {
    const browser = browserAt(service);
    provider.isNow({ id: 'u-4', name: 'Dan', groups: ['builders'] });
    await signInBy(browser);
    expect((await records(browser)).status).toBe(200);
    provider.isNow({ id: 'u-4', name: 'Dan', groups: ['keepers'] });
    await signInBy(browser);
    expect(await (await session(browser)).json()).toMatchObject({ roles: ['officer'] });
    expect((await records(browser)).status).toBe(403);
  });

  it('shows officers, and nobody else, who looked, by the name that the provider keeps', async () => {
    const id = '01920000-0000-7000-8000-000000000001';
    await send(service.url, bodyOf(recordLine('exception', id)));
    const [engineer, officer] = [browserAt(service), browserAt(service)];
    provider.isNow({ id: 'u-8', name: 'Gil', groups: ['builders'] });
    await signInBy(engineer);
    expect((await engineer.ask(`${address}/v1/records/${id}`)).status).toBe(200);
    expect((await engineer.ask(`${address}/v1/access-log`)).status).toBe(403);
    expect((await engineer.ask(`${address}/v1/persons/gil`)).status).toBe(403);
    provider.isNow({ id: 'u-9', name: 'Hana', groups: ['keepers'] });
    await signInBy(officer);
    const log = await officer.ask(`${address}/v1/access-log?limit=1`);
    const who = { by: 'openIdConnect', subject: 'u-8', name: 'Gil' };
    expect(await log.json()).toMatchObject({
      entries: [{ event: { kind: 'recordRead', who, record: id } }],
    });
    expect((await officer.ask(`${address}/v1/records/${id}`)).status).toBe(403);
  });

  it('says so, in the browser’s language, to who gives up at the provider', async () => {
    const browser = browserAt(service);
    const { at } = await browser.follow(`${address}/insights/session/start`, isCallback);
    const answer = await browser.ask(at, { 'accept-language': 'fr-CH, en;q=0.5' });
    await expectNobody(browser, answer, 403, 'Contoso ne vous a pas connecté.');
  });

  it('has the browser leave with a challenge, a state and a nonce of this sign-in alone', async () => {
    const asked = await Promise.all(
      [1, 2].map(async () => {
        const answer = await begin(browserAt(service));
        expect(answer.status).toBe(303);
        return new URL(answer.headers.get('location')!).searchParams;
      }),
    );
    for (const name of ['code_challenge', 'state', 'nonce'])
      expect(new Set(asked.map((query) => query.get(name)?.length)).size).toBe(1);
    for (const name of ['code_challenge', 'state', 'nonce'])
      expect(asked[0]!.get(name)).not.toBe(asked[1]!.get(name));
    expect(asked[0]!.get('code_challenge_method')).toBe('S256');
    expect(asked[0]!.get('redirect_uri')).toBe(callback);
  });
});

describe('a callback', () => {
  const unknown = 'was not begun in this browser';
  /** Signs in up to the point where the provider redirects the browser back. */
  async function upToCallback() {
    provider.isNow({ id: 'u-5', name: 'Eve', groups: ['builders'] });
    const browser = browserAt(service);
    const { at } = await browser.follow(`${address}/insights/session/start`, isCallback);
    return { browser, at };
  }

  it('that nobody began is refused', async () => {
    const browser = browserAt(service);
    const answer = await browser.ask(`${callback}?code=x&state=y`);
    await expectNobody(browser, answer, 400, unknown);
  });

  it('in another browser than the one that began is refused, and uses up nothing', async () => {
    const { browser, at } = await upToCallback();
    const other = browserAt(service);
    await expectNobody(other, await other.ask(at), 400, unknown);
    expect((await browser.ask(at)).headers.get('location')).toBe(page);
  });

  it('of one’s own, put into a browser that began another sign-in, is refused', async () => {
    const { at } = await upToCallback();
    const victim = browserAt(service);
    await begin(victim);
    await expectNobody(victim, await victim.ask(at), 400, unknown);
  });

  it('is good once', async () => {
    const { browser, at } = await upToCallback();
    const start = browser.cookie(address, 'candor-insights-start')!;
    await browser.ask(at);
    const replay = browserAt(service);
    replay.setCookie(address, 'candor-insights-start', start);
    await expectNobody(replay, await replay.ask(at), 400, unknown);
  });

  it('that took more than ten minutes is refused', async () => {
    const { browser, at } = await upToCallback();
    now += 600_000;
    await expectNobody(browser, await browser.ask(at), 400, unknown);
  });

  it('with a code that the provider never gave is refused', async () => {
    const { browser, at } = await upToCallback();
    const forged = new URL(at);
    forged.searchParams.set('code', 'forged');
    await expectNobody(browser, await browser.ask(forged.href), 502, 'can’t be trusted');
  });

  it('with the code of another sign-in is refused: PKCE and nonce hold it to its browser', async () => {
    const { at: stolen } = await upToCallback();
    const { browser, at } = await upToCallback();
    const forged = new URL(at);
    forged.searchParams.set('code', new URL(stolen).searchParams.get('code')!);
    await expectNobody(browser, await browser.ask(forged.href), 502, 'can’t be trusted');
  });

  it('with another provider’s name is refused', async () => {
    const { browser, at } = await upToCallback();
    const forged = new URL(at);
    forged.searchParams.set('iss', 'https://evil.example');
    await expectNobody(browser, await browser.ask(forged.href), 502, 'can’t be trusted');
  });
});

describe('a provider', () => {
  it('that tells the groups beside the ID token is asked for them', async () => {
    const other = await startProvider({ callback, inIdToken: false });
    const served = await serve(other.issuer, 'userinfo');
    other.isNow({ id: 'u-6', name: 'Fay', groups: ['keepers'] });
    const browser = browserAt(served);
    await signInBy(browser);
    expect(await (await session(browser)).json()).toMatchObject({
      name: 'Fay',
      roles: ['officer'],
    });
    await served.close();
    await other.close();
  });

  it('that is away keeps nobody from the token, and is found once it is back', async () => {
    const first = await startProvider({ callback });
    const port = Number(new URL(first.issuer).port);
    await first.close();
    const served = await serve(first.issuer, 'away');
    const browser = browserAt(served);
    await expectNobody(browser, await begin(browser), 502, 'Contoso can’t be reached');
    const back = await startProvider({ callback, port });
    back.isNow({ id: 'u-7', groups: ['keepers'] });
    const { at } = await browser.follow(`${address}/insights/session/start`, isCallback);
    // The provider goes away again in the middle of a sign-in.
    await back.close();
    await expectNobody(browser, await browser.ask(at), 502, 'Contoso can’t be reached');
    const again = await startProvider({ callback, port });
    again.isNow({ id: 'u-7', groups: ['keepers'] });
    expect((await signInBy(browser)).at).toBe(page);
    // The provider gave no name.
    expect(await (await session(browser)).json()).toMatchObject({ name: 'u-7' });
    await served.close();
    await again.close();
  });

  it('whose issuer is not the one of the settings is not believed', async () => {
    const port = new URL(provider.issuer).port;
    const served = await serve(`http://localhost:${port}`, 'mixup');
    const browser = browserAt(served);
    await expectNobody(browser, await begin(browser), 502, 'Contoso can’t be reached');
    await served.close();
  });

  it('is asked for its metadata once a minute, however many begin to sign in', async () => {
    now += 60_000;
    const before = provider.discoveries();
    await Promise.all(Array.from({ length: 20 }, () => begin(browserAt(service))));
    expect(provider.discoveries() - before).toBe(1);
    now += 60_000;
    await begin(browserAt(service));
    expect(provider.discoveries() - before).toBe(2);
  });

  it('that is not set up is not gone to', async () => {
    const served = await createService({ dataFolder: join(folder, 'none'), port: 0 });
    for (const path of ['start', 'callback?code=x&state=y'])
      expect((await fetch(`${served.url}/insights/session/${path}`)).status).toBe(404);
    await served.close();
  });
});

describe('openid.json', () => {
  it.each([
    [{ issuer: 'http://login.contoso.com' }, 'at “issuer”'],
    [{ issuer: 'http://127.0.0.1.evil.example' }, 'at “issuer”'],
    [{ issuer: 'ftp://login.contoso.com' }, 'at “issuer”'],
    [{ issuer: 'login.contoso.com' }, 'at “issuer”'],
    [{ address: 'http://contoso.com' }, 'at “address”'],
    [{ address: 'https://user:word@contoso.com' }, 'at “address”'],
    [{ clientId: 7 }, 'at “clientId”'],
    [{ clientSecretFile: '../secret' }, 'at “clientSecretFile”'],
    [{ clientSecretFile: 'nowhere' }, 'nowhere can’t be read (ENOENT)'],
    [{ roles: {} }, 'at “roles”'],
    [{ roles: { readers: ['reader'] } }, 'at “roles.readers.0”'],
    [{ roles: { readers: [] } }, 'at “roles.readers”'],
    [{ scopes: ['profile'] }, 'at “scopes”'],
    [{ clientSecret: 'word' }, 'at “clientSecret”: does not belong there'],
    [{ name: ' ' }, 'at “name”'],
  ])('with %j keeps the service from starting, and says why', async (change, said) => {
    const data = `bad-${Math.random()}`;
    const started = serve('https://login.contoso.com', data, change);
    await expect(started).rejects.toThrow(said);
    await expect(started).rejects.toThrow('openid.json');
    // Its lock is released.
    rmSync(join(folder, data, 'openid.json'));
    const served = await createService({ dataFolder: join(folder, data), port: 0 });
    await served.close();
  });

  it.each([
    ['{"name": "a", }', 'line 1, column 13'],
    ['[]', 'must be a JSON object'],
    ['{"name":"a","name":"b"}', 'stands twice'],
  ])('as %s keeps the service from starting, and says why', async (text, said) => {
    const dataFolder = join(folder, `bad-${Math.random()}`);
    mkdirSync(dataFolder, { mode: 0o700 });
    writeFileSync(join(dataFolder, 'lock'), '', { mode: 0o600 });
    writeFileSync(join(dataFolder, 'openid.json'), text, { mode: 0o600 });
    await expect(createService({ dataFolder, port: 0 })).rejects.toThrow(said);
  });
});
