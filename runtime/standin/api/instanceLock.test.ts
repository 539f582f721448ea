import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test } from 'vitest';

const program = join(import.meta.dirname, '..', '..', 'fixture', 'starter.ts');
const soon = { timeout: 10_000, interval: 10 };

let folder: string;
let running: Starter[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'candor-lock-'));
  running = [];
});
afterEach(async () => {
  await Promise.all(running.map(({ kill }) => kill()));
  rmSync(folder, { recursive: true });
});

type Starter = {
  readonly lines: readonly string[];
  ask: () => void;
  kill: () => Promise<void>;
};

/** A process that acts as a start of the client, once it is running. */
async function starter(name = ''): Promise<Starter> {
  const child = spawn(process.execPath, [program, folder, name]);
  const exited = once(child, 'exit');
  const lines: string[] = [];
  createInterface(child.stdout).on('line', (line) => lines.push(line));
  const made = {
    lines,
    ask: () => {
      child.stdin.write('\n');
    },
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
  running.push(made);
  await expect.poll(() => lines, soon).toEqual(['here']);
  return made;
}

async function asked(one: Starter): Promise<string | undefined> {
  one.ask();
  await expect.poll(() => one.lines.length, soon).toBeGreaterThan(1);
  return one.lines[1];
}

test('one of many that start at once is the first, also after a first that was killed', async () => {
  for (let round = 0; round < 5; round += 1) {
    const dead = await starter();
    expect(await asked(dead)).toBe('first');
    await dead.kill();
    const all = await Promise.all(Array.from({ length: 8 }, () => starter()));
    for (const { ask } of all) ask();
    const answers = (): string[] => all.map(({ lines }) => lines[1] ?? 'none').sort();
    await expect.poll(answers, soon).not.toContain('none');
    expect(answers()).toEqual(['first', ...Array.from({ length: 7 }, () => 'second')]);
    await Promise.all(all.map(({ kill }) => kill()));
  }
});

test('the first is told of each that starts while it runs, however soon', async () => {
  const all = await Promise.all(['a', 'b', 'c', 'd'].map((name) => starter(name)));
  for (const { ask } of all) ask();
  const told = (): string[] =>
    all.flatMap(({ lines }) => lines.filter((line) => line.startsWith('told')));
  await expect.poll(() => told().length, soon).toBe(3);
  expect(new Set(told()).size).toBe(3);
});

test('a letter to a first that was killed is not read by a later one', async () => {
  const dead = await starter();
  expect(await asked(dead)).toBe('first');
  await dead.kill();
  writeFileSync(
    join(folder, 'InstanceLetters', 'left'),
    JSON.stringify({ argv: [], cwd: '/', data: 'old' }),
  );
  const later = await starter();
  expect(await asked(later)).toBe('first');
  const second = await starter('new');
  expect(await asked(second)).toBe('second');
  await expect.poll(() => later.lines, soon).toContain('told new');
  expect(later.lines).toEqual(['here', 'first', 'told new']);
});

test.each(['', 'nonsense', 'null', '{}', '{"argv":[1],"cwd":"/"}'])(
  'a letter that reads %j is thrown away, and the next is read',
  async (text) => {
    const first = await starter();
    expect(await asked(first)).toBe('first');
    writeFileSync(join(folder, 'InstanceLetters', 'malformed'), text);
    const second = await starter('well-formed');
    expect(await asked(second)).toBe('second');
    await expect.poll(() => first.lines, soon).toContain('told well-formed');
    expect(first.lines).toEqual(['here', 'first', 'told well-formed']);
  },
);

test('a lock that can’t be made is refused like one that another holds, as Electron does', async () => {
  mkdirSync(join(folder, 'Instance.lock'));
  const only = await starter();
  expect(await asked(only)).toBe('second');
});

test('a folder that vanishes under the first does not end it', async () => {
  const first = await starter();
  expect(await asked(first)).toBe('first');
  rmSync(join(folder, 'InstanceLetters'), { recursive: true });
  first.ask();
  await expect.poll(() => first.lines, soon).toEqual(['here', 'first', 'first']);
});
