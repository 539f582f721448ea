import { execFileSync, type StdioOptions } from 'node:child_process';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { Page } from 'playwright';
import { discovery } from '../contract/destinations.ts';
import { en } from '../contract/text/en.ts';
import { resolveRuntime } from '../runtime/path.js';
import { watchBoxes } from './fixtures/boxes.ts';
import { expect, test as base } from './fixtures/candor.ts';
import { missingForCertificates } from './fixtures/certificate.ts';
import { asPage, watchOutside } from './fixtures/compromised.ts';
import { startCommand } from './fixtures/launch.ts';
import {
  createMachinePolicy,
  missingForMachinePolicy,
  type MachinePolicy,
} from './fixtures/machinePolicy.ts';
import {
  createOrganisationDomain,
  type OrganisationDomain,
} from './fixtures/organisationDomain.ts';
import { createOrganisationPool, people, type OrganisationPool } from './fixtures/pool.ts';
import { signIn, signOut } from './fixtures/talking.ts';

const { alice } = people;
const DENIED = 1;
const domain = 'contoso.com';
const poolHost = 'pool.contoso.com';
const MEGABYTE = 'x'.repeat(1024 * 1024);
/** Far more than any honest answer, and than the sockets on the way hold. */
const MOST_MEGABYTES = 256;

const missing =
  missingForMachinePolicy() ??
  missingForCertificates() ??
  // Electron trusts what the system trusts, of which a flow has no view of its own.
  (resolveRuntime().kind === 'electron' ? 'needs the stand-in' : undefined);

interface Fixtures {
  machine: MachinePolicy;
  /** What the domain's web server answers. */
  web: { answer: (request: IncomingMessage, response: ServerResponse) => void };
  /** The pool that is known only by its name. */
  namedPool: OrganisationPool;
  organisation: OrganisationDomain;
}

const test = base.extend<Fixtures>({
  machine: async ({ folder }, use) => {
    await use(createMachinePolicy(join(folder, 'machine')));
  },
  web: async ({}, use) => {
    await use({
      answer: (_request, response) => {
        response.end(JSON.stringify({ pool: `wss://${poolHost}` }));
      },
    });
  },
  namedPool: async ({ folder }, use) => {
    // Over TLS, the stand-in's Chromium gives its pages this origin.
    const allowedOrigins = ['https://candor.app.invalid'];
    const pool = await createOrganisationPool(join(folder, 'named'), { allowedOrigins });
    await use(pool);
    await pool.stop();
  },
  organisation: async ({ folder, machine, namedPool, web }, use) => {
    const organisation = await createOrganisationDomain(
      folder,
      [domain, poolHost],
      { [poolHost]: namedPool.url },
      (request, response) => {
        web.answer(request, response);
      },
    );
    machine.bringHome([domain, poolHost, 'untrusted.example'], organisation.address);
    machine.bringHome(['closed.example'], '127.254.254.254');
    await use(organisation);
    await organisation.close();
  },
});

const account = (window: Page) => window.getByRole('textbox', { name: 'SIP address' });
const address = (window: Page) => window.getByRole('textbox', { name: en.pool.address });
const find = (window: Page) => window.getByRole('button', { name: en.pool.find, exact: true });
const use = (window: Page) => window.getByRole('button', { name: en.pool.use, exact: true });
const change = (window: Page) => window.getByRole('button', { name: en.pool.changing });
const password = (window: Page) => window.getByLabel('Password', { exact: true });

/** Signs in with the password only; the account is already filled in. */
async function signInAs(window: Page, { address: own, password: secret }: typeof alice) {
  await expect(account(window)).toHaveValue(own);
  await password(window).fill(secret);
  await window.getByRole('button', { name: 'Sign in', exact: true }).click();
  await window.getByRole('navigation', { name: 'Conversations' }).waitFor();
}

/** The names of the elements that Tab reaches from the current focus, in order. */
async function stopsOf(window: Page, count: number): Promise<string[]> {
  const stops: string[] = [];
  for (let at = 0; at < count; at += 1) {
    if (at > 0) await window.keyboard.press('Tab');
    stops.push(
      await window.evaluate(() => {
        const at = document.activeElement;
        const labels = at instanceof HTMLInputElement ? [...(at.labels ?? [])] : [];
        return (labels[0] ?? at)?.textContent.trim() ?? '';
      }),
    );
  }
  return stops;
}

test('who types the pool’s address is shown it and signs in there; it is kept, and can be changed', async ({
  start,
  pool,
  userData,
}) => {
  const first = await start();
  const { window } = first;
  await address(window).fill(`  ${pool.url.replace('http', 'ws')} `);
  await account(window).fill(alice.address);

  const no = await watchOutside(first.app, DENIED);
  await use(window).click();
  await expect
    .poll(async () => (await no()).asked)
    .toEqual([`Sign in at ${new URL(pool.url).host} from now on?`]);
  await expect(use(window)).toBeEnabled();

  const boxes = await watchBoxes(first.app);
  await use(window).click();
  await expect(password(window)).toBeFocused();
  const [box] = await boxes();
  expect(box?.detail).toContain(`Address: ${pool.url}/`);
  await signInAs(window, alice);
  await signOut(window);
  await first.quit();
  const [command, args] = startCommand('policy', '--json', `--user-data-dir=${userData}`);
  const stdio: StdioOptions = ['ignore', 'pipe', 'ignore'];
  const report = execFileSync(command, args, { encoding: 'utf8', stdio });
  expect(JSON.parse(report)).toMatchObject({ poolUrl: `${pool.url}/` });

  const again = await start();
  await expect(again.window.getByText(`Pool: ${new URL(pool.url).host}`)).toBeVisible();
  await change(again.window).click();
  await expect(account(again.window)).toBeFocused();
  await expect(address(again.window)).toHaveValue(pool.url);
  await again.window.getByRole('button', { name: en.pool.back }).click();
  await signInAs(again.window, alice);
  await expect(change(again.window)).toHaveCount(0);
});

test('a password that was remembered for one pool goes to no other that the person sets', async ({
  start,
  pool,
  folder,
}) => {
  const env = { CANDOR_STAND_IN_KEYRING: join(folder, 'keyring') };
  const other = await createOrganisationPool(join(folder, 'other'));
  const first = await start({ env });
  await watchBoxes(first.app);
  await address(first.window).fill(pool.url);
  await use(first.window).click();
  await first.window.getByRole('checkbox', { name: 'Remember my password' }).check();
  await signIn(first.window, alice);
  await first.quit();

  const { app, window } = await start({ env });
  await expect(password(window)).toHaveValue(alice.password);
  await watchBoxes(app);
  await change(window).click();
  await address(window).fill(other.url);
  await use(window).click();
  await expect(window.getByText(`Pool: ${new URL(other.url).host}`)).toBeVisible();
  await expect(account(window)).toHaveValue(alice.address);
  await expect(password(window)).toHaveValue('');
  await other.stop();
});

test('what is no pool’s address is told where it was typed, and nothing is set', async ({
  start,
}) => {
  const { app, window } = await start();
  const boxes = await watchBoxes(app);
  for (const [typed, problem] of [
    ['', en.pool.mistyped.noAddress],
    ['alice@contoso.com', en.pool.mistyped.account],
    ['http://pool.contoso.com', en.pool.mistyped.plain],
    ['ftp://pool.contoso.com', en.pool.mistyped.scheme],
    ['pool.contoso.com?x', en.pool.mistyped.more],
  ] as const) {
    await address(window).fill(typed);
    await address(window).press('Enter');
    await expect(window.getByText(problem)).toBeVisible();
    await expect(address(window)).toBeFocused();
  }
  expect(await boxes()).toEqual([]);
});

test('Tab goes through the form first, where the pool is asked for and where one signs in', async ({
  start,
  pool,
}) => {
  const { app, window } = await start();
  await expect(account(window)).toBeFocused();
  expect(await stopsOf(window, 4)).toEqual([
    'SIP address',
    en.pool.find,
    en.pool.address,
    en.pool.use,
  ]);
  await watchBoxes(app);
  await address(window).fill(pool.url);
  await address(window).press('Enter');
  await expect(change(window)).toBeVisible();
  await expect(account(window)).toBeFocused();
  expect(await stopsOf(window, 4)).toEqual(['SIP address', 'Password', 'Sign in', en.pool.change]);
});

test('where it is set by how Candor is started, it is shown and not the person’s to change', async ({
  start,
  pool,
}) => {
  const { window } = await start({ env: { CANDOR_POOL_URL: pool.url } });
  await expect(window.getByText(`Pool: ${new URL(pool.url).host}`)).toBeVisible();
  await expect(change(window)).toHaveCount(0);
  expect((await asPage(window, 'usePool', { address: 'a.example', account: null })).ok).toBe(false);
});

test('a page’s word sets no pool, not even at a press: a box names it, and a no leaves all as it was', async ({
  start,
}) => {
  const { app, window } = await start();
  const outside = await watchOutside(app, DENIED);
  await account(window).press('a');
  await asPage(window, 'usePool', { address: 'attacker.example', account: null });
  expect((await outside()).asked).toEqual(['Sign in at attacker.example from now on?']);
  expect(await asPage(window, 'getSignIn')).toMatchObject({ value: { poolUrl: null } });
});

test.describe('by the account’s domain', () => {
  test.skip(missing !== undefined, missing);

  test('nothing is asked before the press, and then one document; who says yes signs in at the pool that it names', async ({
    start,
    machine,
    organisation,
  }) => {
    const { env, args } = organisation.trust;
    const { app, window } = await start({ executable: machine.executable, env, args });
    await account(window).pressSequentially(alice.address);
    await address(window).pressSequentially('pool.contoso.com');
    await expect(window.getByText(`https://${domain}${discovery.path}`)).toBeVisible();
    const no = await watchOutside(app, DENIED);
    expect(organisation.reached).toEqual([]);

    await find(window).click();
    await expect
      .poll(async () => (await no()).asked)
      .toEqual([`Sign in at ${poolHost} from now on?`]);
    expect(organisation.reached).toEqual([domain]);
    expect(organisation.asked).toHaveLength(1);
    const [asked] = organisation.asked;
    expect(`${asked?.method ?? ''} ${asked?.url ?? ''}`).toBe(
      `${discovery.method} ${discovery.path}`,
    );
    expect(JSON.stringify(asked?.headers)).not.toMatch(/alice|cookie|referer|authorization/i);
    expect(asked?.headers['accept-language']).toBe('en');

    const boxes = await watchBoxes(app);
    await find(window).click();
    await expect(password(window)).toBeFocused();
    const [box] = await boxes();
    expect(box?.detail).toContain(`${domain} names it as its pool.`);
    expect(box?.detail).toContain(`Address: https://${poolHost}/`);
    // Even then, nothing was sent to the pool.
    expect(organisation.reached).not.toContain(poolHost);
    await signInAs(window, alice);
    expect(organisation.asked).toHaveLength(2);
    expect(organisation.reached).toContain(poolHost);
  });

  test('a page that nobody pressed asks no domain', async ({ start, machine, organisation }) => {
    const { env, args } = organisation.trust;
    const { app, window } = await start({ executable: machine.executable, env, args });
    await watchOutside(app, DENIED);
    expect((await asPage(window, 'findPool', { account: alice.address })).ok).toBe(false);
    expect(organisation.reached).toEqual([]);
  });

  test('what a domain answers that names no pool is told for what it is, and no pool is set', async ({
    start,
    machine,
    organisation,
    web,
  }) => {
    test.slow();
    const { env, args } = organisation.trust;
    const { app, window } = await start({ executable: machine.executable, env, args });
    const boxes = await watchBoxes(app);
    const at = (text: string, of: string, detail = '') =>
      text.replace('{{domain}}', of).replace('{{detail}}', detail);
    const isTold = async (of: string, text: string) => {
      await account(window).fill(`alice@${of}`);
      await find(window).click();
      await expect(window.getByRole('alert').filter({ hasText: text })).toBeVisible({
        timeout: 20_000,
      });
      await expect(
        window.getByText(`Candor asked for https://${of}${discovery.path}.`),
      ).toBeVisible();
    };
    const { notFound } = en.pool;
    await isTold('nothing.invalid', at(notFound.noDomain, 'nothing.invalid'));
    await isTold('untrusted.example', at(notFound.certificate, 'untrusted.example'));
    await isTold('closed.example', at(notFound.unreachable, 'closed.example'));
    let taken = 0;
    function* endless() {
      for (yield '{"pool": "'; taken < MOST_MEGABYTES; taken += 1) yield MEGABYTE;
    }
    const answers: [(response: ServerResponse) => void, string][] = [
      [(it) => it.writeHead(404).end('nothing here'), at(notFound.notPublished, domain)],
      [(it) => it.writeHead(503).end(), at(notFound.status, domain, '503')],
      [
        (it) => it.writeHead(302, { location: `http://${domain}/elsewhere` }).end(),
        at(notFound.redirect, domain),
      ],
      [(it) => Readable.from(endless()).pipe(it), at(notFound.tooLong, domain)],
      [(it) => it.end('<!doctype html>'), at(notFound.notJson, domain)],
      [(it) => it.end('{"server": "pool.contoso.com"}'), at(notFound.wrongFields, domain)],
      [
        (it) => it.end('{"pool": "ws://pool.contoso.com"}'),
        at(notFound.address, domain, 'ws://pool.contoso.com'),
      ],
      [
        (it) => it.end('{"pool": "http://127.0.0.1:4790"}'),
        at(notFound.address, domain, 'http://127.0.0.1:4790'),
      ],
      [() => undefined, at(notFound.silent, domain)],
    ];
    for (const [answer, text] of answers) {
      web.answer = (_request, response) => {
        answer(response);
      };
      await isTold(domain, text);
    }
    expect(taken).toBeLessThan(MOST_MEGABYTES / 4);
    expect(await boxes()).toEqual([]);
    expect(await asPage(window, 'getSignIn')).toMatchObject({ value: { poolUrl: null } });
    expect(organisation.reached).not.toContain(poolHost);
  });

  test('where a policy fixes the pool, nothing is offered and it is said who did, from the moment that it does', async ({
    start,
    machine,
    organisation,
    namedPool,
  }) => {
    machine.replace(JSON.stringify({ PoolUrl: `wss://${poolHost}` }));
    const { env, args } = organisation.trust;
    const { app, window } = await start({ executable: machine.executable, env, args });
    await expect(window.getByText(`Pool: ${poolHost}`)).toBeVisible();
    await expect(
      window.getByText('Managed by this device’s policy: PoolUrl in /etc/candor/policy.json.'),
    ).toBeVisible();
    await expect(change(window)).toHaveCount(0);
    for (const [name, argument] of [
      ['usePool', { address: 'a.example', account: null }],
      ['findPool', { account: alice.address }],
    ] as const)
      expect((await asPage(window, name, argument)).ok).toBe(false);
    expect(organisation.asked).toEqual([]);

    // What the person may set from then on, a policy takes back silently if it is the same.
    const opened = app.waitForEvent('window');
    machine.replace('{}');
    const anew = await opened;
    await watchBoxes(app);
    await address(anew).fill(namedPool.url);
    await use(anew).click();
    await expect(change(anew)).toBeVisible();
    machine.replace(JSON.stringify({ PoolUrl: namedPool.url }));
    await expect(change(anew)).toHaveCount(0);
    await expect(anew.getByText('PoolUrl in /etc/candor/policy.json.')).toBeVisible();
    await signIn(anew, alice);
  });
});
