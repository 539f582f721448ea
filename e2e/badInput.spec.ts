import { spawn, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import {
  chownSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { en } from '../contract/text/en.ts';
import { fr } from '../contract/text/fr.ts';
import { resolveRuntime } from '../runtime/path.js';
import { expect, test } from './fixtures/candor.ts';
import { startCommand } from './fixtures/launch.ts';
import { decisionOn, failInWindow, openOptions, optIn, optInName } from './fixtures/person.ts';

test('a corrupted settings file is set aside, and nobody counts as opted in', async ({
  start,
  userData,
}) => {
  const first = await start();
  await optIn(first.window);
  await first.quit();
  const file = join(userData, 'settings.json');
  const damaged = readFileSync(file, 'utf8').slice(0, -9);
  writeFileSync(file, damaged);

  const { window } = await start();
  await expect(decisionOn(window, 'Error reports')).toContainText('Off');
  await expect(window.getByText('Your settings could not be read')).toBeVisible();
  const [aside] = globSync('settings.json.*', { cwd: userData });
  expect(readFileSync(join(userData, aside ?? ''), 'utf8')).toBe(damaged);
  await optIn(window);
  await expect(decisionOn(window, 'Error reports')).toContainText('On');
});

test('an outbox that can’t be read is set aside, and a new one works', async ({
  start,
  userData,
  service,
}) => {
  const outbox = join(userData, 'outbox');
  mkdirSync(outbox, { recursive: true });
  writeFileSync(join(outbox, 'census.db'), 'this is no database'.repeat(1000));
  const { window } = await start();
  await expect.poll(() => service.received('census')).toHaveLength(1);
  await expect(window.getByText('Waiting records could not be read')).toBeVisible();
  const [aside] = globSync('census.db.unreadable-*', { cwd: outbox });
  expect(readFileSync(join(outbox, aside ?? ''), 'utf8')).toContain('this is no database');
});

test('an outbox that another program holds is named, with what to do, and what waited in memory is kept once it lets go', async ({
  start,
  userData,
  service,
}) => {
  const outbox = join(userData, 'outbox');
  mkdirSync(outbox, { recursive: true });
  const file = join(outbox, 'usage.db');
  const holder = new DatabaseSync(file);
  holder.exec('BEGIN EXCLUSIVE');
  const { window, quit } = await start();
  const warning = window.getByText('can’t be kept in');
  await expect(warning).toContainText(file);
  await expect(warning).toContainText('close the program that holds it');
  await expect.poll(() => service.received('census')).toHaveLength(1);
  holder.close();
  await quit();
  const kept = new DatabaseSync(file, { readOnly: true });
  expect(kept.prepare('SELECT count(*) AS n FROM counters').get()).not.toEqual({ n: 0 });
  kept.close();
});

test('malformed calls from a window are refused in words, and the client goes on', async ({
  start,
  service,
}) => {
  const { window } = await start();
  const answers = await window.evaluate(async () => {
    const { candor } = globalThis as unknown as {
      candor: Record<string, (input: unknown) => Promise<{ ok: boolean; problem?: string }>>;
    };
    const garbage: unknown[] = [null, 0, 'x', [], { errorReports: 'yes' }, { __proto__: null }];
    const calls = ['saveOptions', 'reportException', 'countFeature', 'getView'];
    const absent = { ok: true, problem: 'there is no such call' };
    return Promise.all(
      calls.flatMap((name) => garbage.map(async (input) => candor[name]?.(input) ?? absent)),
    );
  });
  for (const answer of answers) {
    expect(answer.ok).toBe(false);
    expect(answer.problem).toContain('malformed');
  }
  await expect.poll(() => service.received('census')).toHaveLength(1);
  const dialog = await openOptions(window);
  await expect(dialog.getByRole('checkbox', { name: optInName })).not.toBeChecked();
});

test('an address that is not safe is refused with a clear message, in the terminal and in a box, and nothing starts', async ({
  userData,
  folder,
}) => {
  for (const url of ['http://telemetry.example.com', 'ftp://127.0.0.1', 'nonsense']) {
    const closed = join(folder, `closed-${encodeURIComponent(url)}`);
    const client = spawn(...startCommand(`--user-data-dir=${userData}`), {
      env: { ...process.env, CANDOR_TELEMETRY_URL: url, CANDOR_STAND_IN_BOX_CLOSED: closed },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const ended = once(client, 'exit');
    let stderr = '';
    client.stderr.setEncoding('utf8').on('data', (piece: string) => (stderr += piece));
    await expect.poll(() => stderr).toContain(url);
    expect(stderr).toContain('CANDOR_TELEMETRY_URL');
    // On Electron nobody is there to close the box.
    if (resolveRuntime().kind === 'electron') client.kill('SIGKILL');
    else writeFileSync(closed, '');
    const [status] = (await ended) as [number | null];
    if (resolveRuntime().kind !== 'electron') expect(status).toBe(1);
  }
  expect(existsSync(join(userData, 'outbox'))).toBe(false);
});

test('an identity that can’t be read ends the start with status 1 and words, each time, and stays as it is', async ({
  userData,
  folder,
}) => {
  test.skip(resolveRuntime().kind === 'electron', 'nobody is there to close the box');
  const file = join(userData, 'identity.json');
  mkdirSync(file, { recursive: true });
  const closed = join(folder, 'closed');
  writeFileSync(closed, '');
  for (let start = 0; start < 2; start += 1) {
    const client = spawn(...startCommand(`--user-data-dir=${userData}`), {
      env: { ...process.env, CANDOR_STAND_IN_BOX_CLOSED: closed },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const ended = once(client, 'exit');
    let stderr = '';
    client.stderr.setEncoding('utf8').on('data', (piece: string) => (stderr += piece));
    const [status] = (await ended) as [number | null];
    expect(status).toBe(1);
    expect(stderr).toContain(`${file} is not a file`);
  }
  expect(statSync(file).isDirectory()).toBe(true);
});

/** A user who owns nothing, for starting a client if the tests run as root, whom file modes don't stop. */
const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : undefined;

/**
 * Starts a client that can't use its data folder.
 * @returns its exit status, and its output on the terminal.
 */
async function startInVain(folder: string, userData: string, lang = 'en', as: SpawnOptions = {}) {
  const closed = join(folder, 'closed');
  writeFileSync(closed, '');
  const [command, args] = startCommand(`--user-data-dir=${userData}`, `--lang=${lang}`);
  const client = spawn(command, args, {
    ...as,
    env: { ...process.env, HOME: folder, CANDOR_STAND_IN_BOX_CLOSED: closed },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = once(client, 'exit');
  let stderr = '';
  client.stderr.setEncoding('utf8').on('data', (piece: string) => (stderr += piece));
  const [status] = (await ended) as [number | null];
  return { status, stderr };
}

test('a data folder that nobody may write to ends the start with status 1 and words', async () => {
  test.skip(resolveRuntime().kind === 'electron', 'nobody is there to close the box');
  test.skip(process.platform === 'win32', 'folders there have no mode');
  const home = mkdtempSync(join(tmpdir(), 'candor-home-'));
  const userData = join(home, 'client');
  mkdirSync(userData, { mode: 0o500 });
  if (nobody) for (const path of [home, userData]) chownSync(path, nobody.uid, nobody.gid);
  try {
    const { status, stderr } = await startInVain(home, userData, 'en', nobody);
    expect([status, stderr]).toEqual([1, expect.stringContaining(en.startup.title)]);
    expect(stderr).toContain('EACCES');
    expect(stderr).toContain(userData);
    expect(readdirSync(userData)).toEqual([]);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
});

test('a lock that can’t be had though no other Candor runs ends the start with status 1 and words, in one’s language', async ({
  folder,
  userData,
}) => {
  test.skip(resolveRuntime().kind === 'electron', 'nobody is there to close the box');
  for (const name of ['Instance.lock', 'SingletonLock'])
    mkdirSync(join(userData, name), { recursive: true });
  for (const [lang, texts] of Object.entries({ en, fr })) {
    const { status, stderr } = await startInVain(folder, userData, lang);
    expect([status, stderr]).toEqual([1, expect.stringContaining(texts.startup.title)]);
    expect(stderr).toContain(texts.startup.noAnswer.replace('{{folder}}', userData));
  }
  expect(existsSync(join(userData, 'settings.json'))).toBe(false);
});

test('with no service set, records stay on the device and the window says so', async ({
  start,
  wire,
}) => {
  const { window } = await start({ env: { CANDOR_TELEMETRY_URL: '' } });
  await expect(window.getByText('records stay on this device')).toBeVisible();
  await optIn(window);
  await failInWindow(window, 'stays here');
  expect(wire.sent).toEqual([]);
});
