import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { peopled } from '../testing/startPool.ts';
import { emptyPool, formatPoolFile } from './poolData.ts';
import { openPoolFile } from './poolFile.ts';

const system = vi.hoisted((): { refuses: string | undefined } => ({ refuses: undefined }));
vi.mock(import('node:fs'), async (original) => {
  const fs = await original();
  const readFileSync = (...args: Parameters<typeof fs.readFileSync>) => {
    const { refuses: code } = system;
    if (code !== undefined) throw Object.assign(new Error(`${code}: no`), { code });
    return fs.readFileSync(...args);
  };
  return { ...fs, readFileSync: readFileSync as typeof fs.readFileSync };
});

const people = peopled(emptyPool);
const ofContoso = <T>(all: Readonly<Record<string, T>>): Record<string, T> =>
  Object.fromEntries(Object.entries(all).filter(([name]) => name.endsWith('contoso.com')));
const fewer = {
  ...people,
  organisations: ofContoso(people.organisations),
  accounts: ofContoso(people.accounts),
};

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
});
afterEach(() => {
  system.refuses = undefined;
  vi.useRealTimers();
});

function open() {
  const folder = mkdtempSync(join(tmpdir(), 'candor-busy-'));
  const path = join(folder, 'pool.json');
  writeFileSync(path, formatPoolFile(people));
  const opened = openPoolFile(path, () => undefined);
  if (!opened.ok) throw new Error('it was not opened');
  const file = opened.value;
  onTestFinished(() => {
    file.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const isRefused = () =>
    file.data().organisations['contoso.com']?.policy['DisableAutomaticSendTracing'] === true;
  return { path, file, isRefused };
}

test.each(['EMFILE', 'ENFILE', 'EBUSY', 'ESTALE'])(
  'a pool.json that can’t be read for a moment is no refusal meanwhile, and what it says then counts: %s',
  async (code) => {
    const { path, file, isRefused } = open();
    system.refuses = code;
    writeFileSync(path, formatPoolFile(fewer));
    await vi.advanceTimersByTimeAsync(300);
    expect([file.isUnsettled(), isRefused()]).toEqual([true, false]);
    system.refuses = undefined;
    await vi.advanceTimersByTimeAsync(2500);
    expect([file.isUnsettled(), isRefused()]).toEqual([false, false]);
    expect(Object.keys(file.data().organisations)).toEqual(['contoso.com']);
  },
);

test('one that still can’t be read then refuses', async () => {
  const { path, file, isRefused } = open();
  system.refuses = 'EMFILE';
  writeFileSync(path, formatPoolFile(fewer));
  await vi.advanceTimersByTimeAsync(3000);
  expect([file.isUnsettled(), isRefused()]).toEqual([false, true]);
});

test('one that nobody lets the pool read refuses at once', async () => {
  const { path, file, isRefused } = open();
  system.refuses = 'EACCES';
  writeFileSync(path, formatPoolFile(fewer));
  await vi.advanceTimersByTimeAsync(300);
  expect([file.isUnsettled(), isRefused()]).toEqual([false, true]);
});
