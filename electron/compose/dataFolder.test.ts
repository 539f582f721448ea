import { execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mountSmallDisk } from '../../contract/testing/smallDisk.testkit.ts';
import type { Started } from '../testing/startOver.testkit.ts';

/** The unprivileged user as whom everything is started if the tests run as root, whom file modes don't stop. */
const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;
/** Milliseconds in which nothing is heard: somebody waits for a pipe. */
const HANG = 30_000;
const electron = join(import.meta.dirname, '..');
const script = join(electron, 'testing/startOver.testkit.ts');
const ID = '01890a5d-ac96-774b-bcce-b302099a8057';

/**
 * `used`: as it is, or repaired, and nothing is reported. `aside`: renamed, and reported. `told`: left as it is, and
 * reported. `fails`: Candor does not start, and names it.
 */
type Outcome = 'used' | 'aside' | 'told' | 'fails';

const states: Readonly<Record<string, (path: string) => void>> = {
  folder: (path) => {
    rmSync(path);
    mkdirSync(path);
  },
  pipe: (path) => {
    rmSync(path);
    execFileSync('mkfifo', [path]);
  },
  'link to itself': (path) => {
    rmSync(path);
    symlinkSync(path, path);
  },
  'link to nothing': (path) => {
    rmSync(path);
    symlinkSync(`${path}-gone`, path);
  },
  'of mode 000': (path) => {
    chmodSync(path, 0);
  },
  'read-only': (path) => {
    chmodSync(path, 0o400);
  },
  'of root': (path) => {
    chownSync(path, 0, 0);
    chmodSync(path, 0o600);
  },
  garbage: (path) => {
    writeFileSync(path, '\u0000 no file of ours \u00ff'.repeat(1000));
  },
  truncated: (path) => {
    truncateSync(path, Math.floor(readFileSync(path).length / 2));
  },
  empty: (path) => {
    truncateSync(path, 0);
  },
};
const stateNames = Object.keys(states);

/** In the order of the states. */
const row = (outcomes: string): readonly Outcome[] => outcomes.trim().split(/\s+/) as Outcome[];

/** Each file of the data folder, and what becomes of it in each state. */
const files: Readonly<Record<string, readonly Outcome[]>> = {
  //                                     folder pipe  loop  nothing 000   read  root  garbage trunc empty
  'settings.json': row(
    '                 aside  aside aside aside   aside used  aside aside   aside aside',
  ),
  'sign-in.json': row(
    '                  aside  aside aside aside   aside used  aside aside   aside aside',
  ),
  'password-verifiers.json': row(
    '       aside  aside aside aside   aside used  aside aside   aside aside',
  ),
  'windows.json': row(
    '                  aside  aside aside aside   aside used  aside aside   aside aside',
  ),
  'service-keys.json': row(
    '             aside  aside aside aside   aside used  aside aside   aside aside',
  ),
  'ledger-head.json': row(
    '              aside  aside aside aside   aside used  aside aside   aside aside',
  ),
  'organisation.json': row(
    '             aside  aside aside aside   aside used  aside aside   aside aside',
  ),
  'identity.json': row(
    '                 fails  fails fails fails   fails used  fails aside   aside aside',
  ),
  'session.json': row(
    '                  aside  aside aside aside   used  used  used  used    used  used',
  ),
  'ledger.db': row(
    '                     aside  aside aside aside   used  used  fails aside   aside used',
  ),
  'outbox/census.db': row(
    '              aside  aside aside aside   used  used  told  aside   aside used',
  ),
  'outbox/usage.db': row(
    '               aside  aside aside aside   used  used  told  aside   aside used',
  ),
  'outbox/error.db': row(
    '               aside  aside aside aside   used  used  told  aside   aside used',
  ),
  'conversations/*.db': row(
    '            aside  aside aside aside   used  used  told  aside   aside used',
  ),
  'logs/candor.log': row(
    '               aside  aside aside aside   told  told  told  used    used  used',
  ),
  // A dump and its line need each other: a leftover of either is deleted, and blocks nobody.
  'dumps/*.asked': row(
    '                 used   used  used  used    used  used  used  used    used  used',
  ),
  'dumps/*.line': row(
    '                  used   used  used  used    used  used  used  used    used  used',
  ),
};

const folderStates: Readonly<Record<string, (path: string) => void>> = {
  file: (path) => {
    rmSync(path, { recursive: true });
    writeFileSync(path, '');
  },
  'of mode 000': (path) => {
    chmodSync(path, 0);
  },
  'of root': (path) => {
    chownSync(path, 0, 0);
    chmodSync(path, 0o700);
  },
};

const folders: Readonly<Record<string, readonly Outcome[]>> = {
  //                     file  000  root
  outbox: row('          aside told told'),
  conversations: row('   aside told told'),
  dumps: row('           aside told told'),
  logs: row('            aside told told'),
};

let base: string;
let healthy: string;
let key: string;

const matching = (folder: string, name: string): string =>
  join(folder, globSync(name, { cwd: folder })[0] ?? name);

/**
 * Starts on these folders, one after the other.
 * @returns the outcome of each; rejects with the one that blocked.
 */
async function startOnAll(paths: readonly string[]): Promise<readonly Started[]> {
  const child = spawn(process.execPath, [script, String(isRoot ? NOBODY : 0), ...paths], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close');
  const done: Started[] = [];
  let current = 'before any';
  const watchdog = setTimeout(() => child.kill('SIGKILL'), HANG);
  for await (const line of createInterface({ input: child.stdout })) {
    watchdog.refresh();
    const said = JSON.parse(line) as Started | { begins: string };
    if ('begins' in said) current = said.begins;
    else done.push(said);
  }
  clearTimeout(watchdog);
  await ended;
  if (done.length < paths.length) throw new Error(`it hung, or ended, at ${current}`);
  return done;
}

/** The same, in two processes at once. */
async function startOn(paths: readonly string[]): Promise<readonly Started[]> {
  const half = Math.ceil(paths.length / 2);
  const halves = [paths.slice(0, half), paths.slice(half)].filter(({ length }) => length > 0);
  return (await Promise.all(halves.map(startOnAll))).flat();
}

const giveAway = (folder: string) => {
  if (isRoot) execFileSync('chown', ['-R', `${NOBODY}:${NOBODY}`, folder]);
};

/** A copy of a healthy data folder with one thing wrong. */
function damaged(name: string, put: (path: string) => void): string {
  const folder = mkdtempSync(join(base, 'case-'));
  cpSync(healthy, folder, { recursive: true });
  giveAway(folder);
  put(matching(folder, name));
  return folder;
}

/** The outcome for a file, in the words of the table. */
function outcomeOf(started: Started, path: string): Outcome {
  const { problem, warnings } = started;
  if (problem !== undefined) return problem.includes(path) ? 'fails' : (problem as Outcome);
  const about = warnings.filter((it) => 'file' in it && it.file.startsWith(path));
  if (about.some(({ kind }) => kind.endsWith('SetAside'))) return 'aside';
  return about.length > 0 ? 'told' : 'used';
}

const isSkipped = (state: string) => state === 'of root' && !isRoot;

beforeAll(async () => {
  base = mkdtempSync(join(tmpdir(), 'candor-data-'));
  chmodSync(base, 0o755);
  healthy = join(base, 'healthy');
  mkdirSync(join(healthy, 'dumps'), { recursive: true });
  writeFileSync(join(healthy, 'dumps', `${ID}.asked`), 'MDMP');
  writeFileSync(join(healthy, 'dumps', `${ID}.line`), '{}');
  giveAway(healthy);
  const [first] = await startOn([healthy]);
  expect(first).toMatchObject({
    warnings: [],
    stored: ['census', 'usage', 'error'],
    hasHistory: true,
  });
  key = first?.withdrawalKey ?? '';
});
afterAll(() => {
  rmSync(base, { recursive: true, force: true });
});

describe.skipIf(process.platform === 'win32')('the data folder', { timeout: 300_000 }, () => {
  it('has no file without a row in the table', () => {
    const there = globSync('**/*', { cwd: healthy, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name).slice(healthy.length + 1))
      .map((name) =>
        name.replace(/(conversations|dumps)\/[0-9a-f-]+/, '$1/*').replace(/-(wal|shm)$/, ''),
      );
    expect([...new Set(there)].toSorted()).toEqual(Object.keys(files).toSorted());
  });

  it('has no file that the code names and the table does not', () => {
    const elsewhere = ['policy.json', 'package.json', 'pool.json', 'settings.json'];
    const named = globSync('**/*.ts', { cwd: electron })
      .filter((file) => !/\.(test|testkit)\.ts$/.test(file))
      .flatMap((file) => {
        const text = readFileSync(join(electron, file), 'utf8');
        const stores = /from 'electron-store'|openStore\.ts'/.test(text)
          ? [...text.matchAll(/(?:const name = |openStore\(folder, )'([\w-]+)'/g)].map(
              ([, name]) => `${name}.json`,
            )
          : [];
        const others = [...text.matchAll(/'([\w-]+\.(?:json|db|log))'/g)].map(([, name]) => name);
        return [...stores, ...others];
      });
    const known = new Set([...Object.keys(files).map((file) => basename(file)), ...elsewhere]);
    expect(named.filter((name) => name !== undefined && !known.has(name))).toEqual([]);
    expect(named.length).toBeGreaterThan(8);
  });

  it('in every state of every file is started on, or says which file it is; nothing hangs, and nothing is lost unsaid', async () => {
    const cases = Object.keys(files).flatMap((name) =>
      stateNames.filter((state) => !isSkipped(state)).map((state) => ({ name, state })),
    );
    const paths = cases.map(({ name, state }) => damaged(name, states[state]!));
    const started = await startOn(paths);
    const became: Record<string, Outcome[]> = {};
    for (const [index, { name, state }] of cases.entries()) {
      const one = started[index]!;
      const path = matching(healthy, name).replace(healthy, paths[index]!);
      (became[name] ??= []).push(outcomeOf(one, path));
      // An unreadable file may contain a refusal; it is looked at before anything is set aside.
      const isReadable = (file: string) => name !== file || state === 'read-only';
      const { organisation, hasSettings } = one.peeked;
      expect([name, state, organisation.state, hasSettings]).toEqual([
        name,
        state,
        isReadable('organisation.json') ? 'read' : 'unreadable',
        isReadable('settings.json'),
      ]);
      if (one.problem !== undefined) continue;
      const what = `${name} ${state}`;
      // Whatever is wrong with one, the others take what is recorded.
      const other = ['census', 'usage', 'error'].filter((it) => !name.includes(it));
      expect([what, ...one.stored], what).toEqual(expect.arrayContaining([what, ...other]));
      if (!name.startsWith('conversations')) expect([what, one.hasHistory]).toEqual([what, true]);
      const isKeyLost = one.warnings.some(({ kind }) => kind === 'erasureKeyLost');
      expect([what, one.withdrawalKey === key]).toEqual([what, !isKeyLost]);
    }
    const expected = Object.entries(files).map(([name, outcomes]) => [
      name,
      outcomes.filter((_outcome, index) => !isSkipped(stateNames[index]!)),
    ]);
    expect(became).toEqual(Object.fromEntries(expected));
  });

  it('in every state of every folder in it is started on, and the person is told', async () => {
    const names = Object.keys(folderStates);
    const cases = Object.keys(folders).flatMap((name) =>
      names.filter((state) => !isSkipped(state)).map((state) => ({ name, state })),
    );
    const paths = cases.map(({ name, state }) => damaged(name, folderStates[state]!));
    const started = await startOn(paths);
    const became: Record<string, Outcome[]> = {};
    for (const [index, { name }] of cases.entries())
      (became[name] ??= []).push(outcomeOf(started[index]!, join(paths[index]!, name)));
    const expected = Object.entries(folders).map(([name, outcomes]) => [
      name,
      outcomes.filter((_outcome, index) => !isSkipped(names[index]!)),
    ]);
    expect(became).toEqual(Object.fromEntries(expected));
  });

  it('that nobody may write to ends the start with words', async () => {
    const folder = damaged('', (path) => {
      chmodSync(path, 0o500);
    });
    const empty = mkdtempSync(join(base, 'empty-'));
    giveAway(empty);
    chmodSync(empty, 0o500);
    for (const started of await startOn([folder, empty]))
      expect(started.problem).toContain(started.folder);
    // Not even `candor policy` may look into it.
    chmodSync(folder, 0);
    const [unseen] = await startOn([folder]);
    expect(unseen?.problem).toContain(folder);
    expect(unseen?.peeked).toMatchObject({
      organisation: { state: 'unreadable' },
      hasSettings: false,
    });
    chmodSync(folder, 0o700);
    expect(await startOn([folder])).toMatchObject([{ withdrawalKey: key, hasHistory: true }]);
  });

  it('on a full disk is started on, or says which file finds no room, and keeps its key', async ({
    skip,
  }) => {
    const disk = mountSmallDisk();
    if (!disk) skip('only root can mount a small disk');
    const folder = join(disk!.path, 'data');
    try {
      cpSync(healthy, folder, { recursive: true });
      chmodSync(disk!.path, 0o755);
      giveAway(folder);
      disk!.fill();
      const [full] = await startOn([folder]);
      if (full?.problem !== undefined) expect(full.problem).toContain(folder);
      else expect(full?.warnings.map(({ kind }) => kind)).toContain('outboxUnusable');
      disk!.makeRoom();
      const [again] = await startOn([folder]);
      expect(again).toMatchObject({ withdrawalKey: key, hasHistory: true });
    } finally {
      disk!.unmount();
    }
  });
});
