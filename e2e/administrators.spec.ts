import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { destinations } from '../contract/destinations.ts';
import { en } from '../contract/text/en.ts';
import { watchBoxes } from './fixtures/boxes.ts';
import { call, callBar } from './fixtures/calling.ts';
import { expect, outboxFiles, test, timesLogged, type Candor } from './fixtures/candor.ts';
import { startCommand } from './fixtures/launch.ts';
import { closing } from './fixtures/closing.ts';
import { crashRenderer, crashWindow, dumpsAt, missingForDumps } from './fixtures/crashes.ts';
import { createMachinePolicy, missingForMachinePolicy } from './fixtures/machinePolicy.ts';
import {
  agreeToAsk,
  appLink,
  joinFromLobby,
  linkIn,
  meetNow,
  peerSwitches,
  personIn,
} from './fixtures/meeting.ts';
import {
  decisionOn,
  failInWindow,
  openOptions,
  openViewer,
  optIn,
  optInName,
  optOut,
} from './fixtures/person.ts';
import { people, type OrganisationPool } from './fixtures/pool.ts';
import { createPoolRelay } from './fixtures/poolRelay.ts';
import { addContact, signIn, write } from './fixtures/talking.ts';
import { createWire } from './fixtures/wire.ts';

const refusal = '{"DisableAutomaticSendTracing": true}';
const permission = '{"DisableAutomaticSendTracing": false}';
const missing = missingForMachinePolicy();
const missingDumps = await missingForDumps();

/** A source of policy, as a flow sets it and as the client names it. */
interface Source {
  readonly set: (text: string) => void;
  readonly start: {
    readonly args?: readonly string[];
    readonly executable?: string;
    readonly env?: Readonly<Record<string, string>>;
  };
  /**
   * Does what is needed for the client to notice it.
   * @returns the window that shows the decisions.
   */
  readonly arrive: (candor: Candor) => Promise<Page>;
}

const atOnce = ({ window }: Candor) => Promise.resolve(window);

/** Every source that can be set here, with what sets it and what starts a client that reads it. */
const sources = [
  {
    name: 'the policy file',
    needs: undefined,
    open: (folder: string): Source => {
      const file = join(folder, 'policy.json');
      const set = (text: string) => {
        writeFileSync(file, text);
      };
      set(permission);
      return { set, start: { args: [`--policy-file=${file}`] }, arrive: atOnce };
    },
  },
  {
    name: 'this device’s policy',
    needs: missing,
    open: (folder: string): Source => {
      const { replace: set, executable } = createMachinePolicy(join(folder, 'machine'));
      set(permission);
      return { set, start: { executable }, arrive: atOnce };
    },
  },
  {
    name: 'Contoso',
    needs: undefined,
    open: (_folder: string, pool: OrganisationPool): Source => {
      const set = (text: string) => {
        pool.setPolicy(JSON.parse(text) as Readonly<Record<string, unknown>>);
      };
      set(permission);
      return {
        set,
        start: { env: { CANDOR_POOL_URL: pool.url } },
        async arrive({ app, window }) {
          await signIn(window, people.alice);
          const viewer = await openViewer(app, window);
          await viewer.getByRole('tab', { name: en.viewer.pages.decisions }).click();
          return viewer;
        },
      };
    },
  },
] as const;

for (const { name, needs, open } of sources)
  test.describe(`by ${name}`, () => {
    test.skip(needs !== undefined, needs);

    test('every row of the decision table holds while Candor runs, as the service sees it', async ({
      start,
      service,
      wire,
      pool,
      folder,
      userData,
    }) => {
      const { set, start: how, arrive } = open(folder, pool);
      const candor = await start(how);
      const { window } = candor;
      const told = await arrive(candor);
      const fail = async (what: string) => {
        await failInWindow(window, what);
        await expect.poll(() => timesLogged(userData, what)).toBe(1);
      };
      const reports = async () =>
        (await service.received('error')).map(({ fields }) => fields['exceptionMessage']);

      await expect.poll(() => service.received('census')).toHaveLength(1);
      await expect.poll(() => service.received('usage')).toHaveLength(1);
      await expect(decisionOn(told, 'Usage data')).toContainText(`Allowed by ${name}`);
      await fail('permitted, off');

      await optIn(window);
      await fail('permitted, on');
      await expect.poll(reports).toEqual(['permitted, on']);

      set(refusal);
      await expect(decisionOn(told, 'Error reports')).toContainText(`Turned off by ${name}`);
      await expect(decisionOn(told, 'Usage data')).toContainText(`Turned off by ${name}`);
      await expect(decisionOn(told, 'Census data')).toContainText('On');
      await fail('refused, on');

      set(permission);
      await expect(decisionOn(told, 'Error reports')).toContainText('You turned it on');
      await optOut(window);
      set(refusal);
      await expect(decisionOn(told, 'Error reports')).toContainText(`Turned off by ${name}`);
      await fail('refused, off');

      set(permission);
      await optIn(window);
      await fail('permitted again, on');
      await expect.poll(reports).toHaveLength(2);
      expect(new Set(await reports())).toEqual(new Set(['permitted, on', 'permitted again, on']));
      expect(wire.records().filter(({ category }) => category === 'error')).toHaveLength(2);
    });

    test('a refusal breaks off the upload that is under way', async ({
      start,
      service,
      wire,
      pool,
      folder,
      userData,
    }) => {
      const { set, start: how, arrive } = open(folder, pool);
      const candor = await start(how);
      const { window } = candor;
      const told = await arrive(candor);
      await expect.poll(() => service.received('usage')).toHaveLength(1);
      await optIn(window);
      const held = wire.hold();
      await failInWindow(window, 'under way');
      const { broken } = await held;
      set(refusal);
      await broken;
      await expect.poll(() => outboxFiles(userData, 'error')).toEqual([]);
      set(permission);
      await expect(decisionOn(told, 'Error reports')).toContainText('You turned it on');
      await failInWindow(window, 'afterwards');
      await expect.poll(() => service.received('error')).toHaveLength(1);
      expect((await service.received('error'))[0]?.fields['exceptionMessage']).toBe('afterwards');
    });
  });

test.describe('the machine’s policy file', () => {
  test.skip(missing !== undefined, missing);

  test('holds however it is replaced, and refuses when it is truncated or open to others', async ({
    start,
    service,
    folder,
  }) => {
    const machine = createMachinePolicy(join(folder, 'machine'));
    const { window } = await start({ executable: machine.executable });
    const usage = decisionOn(window, 'Usage data');
    await expect.poll(() => service.received('census')).toHaveLength(1);
    await expect(usage).toContainText('On by default');

    machine.replace(refusal);
    await expect(usage).toContainText('Turned off by this device’s policy');
    machine.replace(permission);
    await expect(usage).toContainText('Allowed by this device’s policy');
    machine.overwrite('{"DisableAutomaticSendTracing": fal');
    await expect(usage).toContainText('it is not valid JSON');
    machine.overwrite('');
    await expect(usage).toContainText('can’t be read');
    machine.replace(permission);
    await expect(usage).toContainText('Allowed by this device’s policy');
    machine.chmod(0o666);
    await expect(usage).toContainText('others than root may write to it');
    machine.chmod(0o644);
    await expect(usage).toContainText('Allowed by this device’s policy');
    machine.remove();
    await expect(usage).toContainText('On by default');
  });

  test('and another source that disagrees: the refusal holds, whoever refuses', async ({
    start,
    folder,
    wire,
    service,
  }) => {
    const machine = createMachinePolicy(join(folder, 'machine'));
    const file = join(folder, 'policy.json');
    machine.replace(permission);
    writeFileSync(file, refusal);
    const { window } = await start({
      executable: machine.executable,
      args: [`--policy-file=${file}`],
    });
    await expect(decisionOn(window, 'Usage data')).toContainText('Turned off by the policy file');
    writeFileSync(file, permission);
    machine.replace('{"DisableAutomaticSendTracing": 1, "TracingLevel": "Full"}');
    await expect(decisionOn(window, 'Usage data')).toContainText(
      'Turned off by this device’s policy',
    );
    const dialog = await openOptions(window);
    await expect(dialog.getByRole('checkbox', { name: optInName })).toBeDisabled();
    await expect(dialog.getByText('/etc/candor/policy.json').first()).toBeVisible();
    await expect.poll(() => service.received('census')).toHaveLength(1);
    expect(wire.records().map(({ category }) => category)).toEqual(['census']);
  });
});

/** The frame that ends a WebSocket, and says nothing. */
const CLOSE_FRAME = 16;

test.describe('where Candor may talk to', () => {
  test.skip(missing !== undefined, missing);

  test('is fixed by policy at once: the service, and the pool, whose former one hears no more', async ({
    start,
    service,
    wire,
    pool,
    folder,
  }) => {
    test.slow();
    const machine = createMachinePolicy(join(folder, 'machine'));
    const elsewhere = await createWire(() => service.url);
    const former = await createPoolRelay(pool.url);
    const next = await createPoolRelay(pool.url);
    machine.replace(JSON.stringify({ TelemetryUrl: elsewhere.url, PoolUrl: former.url }));
    const { executable } = machine;
    const { app, window } = await start({ executable, env: { CANDOR_POOL_URL: next.url } });
    await expect(window.getByText(`Records go to ${elsewhere.url}`)).toBeVisible();
    await expect.poll(() => service.received('usage')).toHaveLength(1);
    expect(wire.sent).toEqual([]);
    await signIn(window, people.alice);
    expect(former.sockets().open).toBe(1);

    const asked = former.asked.length;
    const { bytes } = former.sockets();
    const opened = app.waitForEvent('window');
    machine.replace('{"TelemetryUrl": "http://elsewhere.test"}');
    const anew = await opened;
    await expect(anew.getByText(/so you were signed out/)).toBeVisible();
    await expect(anew.getByText('No telemetry service is set')).toBeVisible();
    await expect.poll(() => former.sockets().open).toBe(0);
    await signIn(anew, people.alice);
    expect(next.sockets().open).toBe(1);
    expect(former.asked.slice(asked)).toEqual([]);
    expect(former.sockets().bytes - bytes).toBeLessThanOrEqual(CLOSE_FRAME);

    machine.replace('{}');
    await optIn(anew);
    await failInWindow(anew, 'to the address of the environment');
    await expect.poll(() => service.received('error')).toHaveLength(1);
    expect(wire.records().some(({ category }) => category === 'error')).toBe(true);
    for (const each of [elsewhere, former, next]) await each.close();
  });
});

test.describe('the network set-up page', () => {
  test.skip(missingDumps !== undefined, missingDumps);

  test('names every request that a run makes of anyone, and none that it does not make; the guide, all that Candor keeps', async ({
    start,
    service,
    wire,
    pool,
    folder,
    userData,
  }) => {
    test.slow();
    const relay = await createPoolRelay(pool.url);
    const env = { CANDOR_POOL_URL: relay.url };
    const { app, window } = await start({ args: peerSwitches, env });
    await optIn(window);
    await signIn(window, people.alice);
    await addContact(window, people.bob);
    await write(window, 'Is anybody there?');
    await call(window, people.bob.displayName);
    await expect(callBar(window, people.bob.displayName)).toContainText('Call again');

    const meeting = await meetNow(app, window);
    await joinFromLobby(meeting);
    const link = appLink(await linkIn(meeting));
    const guest = await start({
      userData: join(folder, 'guest'),
      args: [...peerSwitches, link],
    });
    await agreeToAsk(guest.window);
    await joinFromLobby(guest.window, 'Gil');
    await expect(personIn(meeting, 'Gil')).toBeVisible();

    await openViewer(app, window);
    await crashRenderer(app, 'viewer.html');
    const question = await crashWindow(app);
    await closing(question, () => question.getByRole('button', { name: en.crash.send }).click());
    await expect.poll(() => dumpsAt(join(folder, 'service'))).toHaveLength(1);
    const dialog = await openOptions(window);
    await dialog.getByRole('checkbox', { name: optInName }).uncheck();
    await dialog.getByRole('checkbox', { name: /^Also have the service erase/ }).check();
    await dialog.getByRole('button', { name: 'OK' }).click();
    await expect.poll(() => service.received('error')).toEqual([]);

    const made = [
      ...wire.sent.map(({ method, path }) => `telemetry ${method} ${path}`),
      ...relay.asked.map(({ method, path }) => `pool ${method} ${path}`),
    ];
    const named = destinations.map(({ to, method, path }) => `${to} ${method} ${path}`);
    expect(new Set(made)).toEqual(new Set(named));
    await relay.close();

    const guide = readFileSync(
      join(import.meta.dirname, '../docs/administrators-guide.md'),
      'utf8',
    );
    const own = readdirSync(userData).filter((name) => /^[a-z-]+(\.(json|db))?$/.test(name));
    expect(own).toContain('settings.json');
    expect(own.filter((name) => !guide.includes(`\`${name}`))).toEqual([]);
  });
});

/** What the installed client reports about policy, for a data folder of its own. */
function policyCommand(userData: string, ...args: readonly string[]) {
  const { stdout, stderr, status } = spawnSync(
    ...startCommand('policy', `--user-data-dir=${userData}`, ...args),
    {
      cwd: join(import.meta.dirname, '..'),
      encoding: 'utf8',
      env: { ...process.env, LANG: 'en' },
    },
  );
  return { stdout, stderr, status };
}

test('candor is one command: installed or by npx, each answers the same and opens nothing', ({
  folder,
}) => {
  const userData = join(folder, 'client');
  const root = join(import.meta.dirname, '..');
  const env = { ...process.env, LC_ALL: 'en_US.UTF-8' };
  const node = join(root, 'node_modules/.bin/node');
  const word = `--user-data-dir=${userData}`;
  for (const args of [
    ['--help'],
    ['--version'],
    ['policy', '--help'],
    ['verify', '--help'],
    ['verify'],
    ['verify', join(folder, 'none.json')],
    ['policy', '--lang=en'],
    ['policy', '--jsno'],
    ['--lang=fr', 'policy'],
  ]) {
    const of = (command: string, own: readonly string[]) => {
      const { stdout, stderr, status } = spawnSync(command, [...own], { encoding: 'utf8', env });
      // Only the time at which a source was read differs.
      return { status, said: (stdout + stderr).replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '') };
    };
    const installed = of(...startCommand(...args, word));
    expect([args, installed]).toEqual([
      args,
      of(node, [join(root, 'bin/candor.js'), ...args, word]),
    ]);
    expect(installed.said).not.toBe('');
  }
  expect(existsSync(userData)).toBe(false);
});

test('candor policy names the line and column of a trailing comma, and what a named file can’t set', ({
  folder,
}) => {
  const file = join(folder, 'policy.json');
  const candor = (...args: readonly string[]) =>
    policyCommand(join(folder, 'client'), `--policy-file=${file}`, ...args);
  writeFileSync(file, '{\n  // for all\n  "DisableAutomaticSendTracing": false,\n}\n');
  const comma = candor();
  expect(comma.status).toBe(1);
  expect(comma.stdout).toContain('it is not valid JSON: line 3, column 39: a comma too many');
  expect(candor('--lang=fr').stdout).toMatch(/ligne 3, colonne 39\s: une virgule de trop/);

  const values = { PoolUrl: 'https://pool.contoso.com/', RetentionDays: 7 };
  writeFileSync(file, JSON.stringify(values));
  const ignored = candor();
  expect(ignored.status).toBe(3);
  expect(ignored.stdout).toContain(en.policyCommand.ignored.replace('{{key}}', 'PoolUrl'));
  expect(ignored.stdout).not.toContain(
    en.policyCommand.ignored.replace('{{key}}', 'RetentionDays'),
  );
  expect(JSON.parse(candor('--json').stdout)).toMatchObject({
    malformed: false,
    poolUrl: null,
    ignored: [{ key: 'PoolUrl', source: 'policy-file', location: file }],
  });
});

test('candor policy says what holds, from every source, and opens nothing', ({ folder }) => {
  const userData = join(folder, 'client');
  const file = join(folder, 'policy.json');
  const candor = (...args: readonly string[]) => policyCommand(userData, ...args);
  writeFileSync(file, '// all of it\n{"DisableAutomaticSendTracing": true, "Surprise": 1}');
  const fine = candor(`--policy-file=${file}`);
  expect(fine.status).toBe(0);
  expect(fine.stdout).toContain('DisableAutomaticSendTracing = true');
  expect(fine.stdout).toContain('not known to Candor: Surprise');

  mkdirSync(userData, { recursive: true });
  writeFileSync(file, '{"RetentionDays": 3650}');
  const malformed = candor(`--policy-file=${file}`, '--json');
  expect(malformed.status).toBe(1);
  const report = JSON.parse(malformed.stdout) as Record<string, unknown>;
  expect(report).toMatchObject({ schema: 1, malformed: true, telemetryUrl: null });
  expect(report['sources']).toContainEqual(
    expect.objectContaining({ source: 'policy-file', state: 'unreadable', key: 'RetentionDays' }),
  );
  expect(report['decisions']).toMatchObject([
    { category: 'census', on: { allowed: true } },
    { category: 'usage', on: { allowed: false } },
    { category: 'error', on: { allowed: false }, now: { allowed: false } },
  ]);

  expect(candor('--lang=fr').stdout).toContain('la stratégie en vigueur');
  const wrong = candor('--jsno');
  expect([wrong.status, wrong.stdout]).toEqual([2, '']);
  expect(wrong.stderr).toContain('--jsno');
  expect(existsSync(join(userData, 'outbox'))).toBe(false);
});

/** Does what a person does with the menu's item. */
const chooseShowLogFolder = (app: ElectronApplication) =>
  app.evaluate(({ Menu, shell }) => {
    const opened: string[] = [];
    shell.openPath = (path) => {
      opened.push(path);
      return Promise.resolve('');
    };
    const items = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? []);
    items?.find(({ label }) => label === 'Show log folder')?.click();
    return opened;
  });

test('the log goes to the system’s event log where the person wants it, and its folder opens', async ({
  start,
  folder,
  userData,
}) => {
  const bin = join(folder, 'bin');
  const events = join(folder, 'events');
  mkdirSync(bin);
  writeFileSync(join(bin, 'logger'), `#!/bin/sh\nprintf '%s\\n' "$*" >> '${events}'\n`, {
    mode: 0o755,
  });
  const { window, app } = await start({ env: { PATH: `${bin}:${process.env['PATH'] ?? ''}` } });
  await failInWindow(window, 'before');
  await expect.poll(() => timesLogged(userData, 'before')).toBe(1);
  expect(existsSync(events)).toBe(false);

  const dialog = await openOptions(window);
  await dialog.getByRole('checkbox', { name: 'Also collect troubleshooting info' }).check();
  await dialog.getByRole('button', { name: 'OK' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await failInWindow(window, 'after, for sip:amosmarble@contoso.com');
  await expect
    .poll(() => existsSync(events) && readFileSync(events, 'utf8'))
    .toContain('after, for');
  expect(readFileSync(events, 'utf8')).not.toMatch(/amosmarble|before/);

  expect(await chooseShowLogFolder(app)).toEqual([join(userData, 'logs')]);

  const told = await watchBoxes(app);
  rmSync(join(userData, 'logs'), { recursive: true });
  writeFileSync(join(userData, 'logs'), 'what stands where the folder should');
  expect(await chooseShowLogFolder(app)).toEqual([]);
  await expect.poll(told).toEqual([
    {
      message: 'The folder could not be opened',
      detail: expect.stringContaining(join(userData, 'logs')),
    },
  ]);
});
