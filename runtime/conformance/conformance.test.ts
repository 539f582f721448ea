import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { resolveRuntime } from '../path.js';
import { allChecks } from './allChecks.ts';
import type { Running } from './checks.ts';
import { electronUse } from './electronUse.ts';
import { start } from './start.ts';

const { kind } = resolveRuntime();

test('every member of Electron’s API that the client uses is held to Electron’s word', () => {
  const held = new Set(
    Object.values(allChecks).flatMap((checks) => checks.flatMap(({ of }) => of)),
  );
  const used = electronUse();
  const unheld = [...used].filter(([member]) => !held.has(member));
  expect(unheld.map(([member, files]) => `${member} in ${files.join(', ')}`)).toEqual([]);
  expect([...held].filter((member) => !used.has(member))).toEqual([]);
}, 180_000);

describe('as Electron says', () => {
  let running: Running & { end: () => Promise<void> };
  beforeAll(async () => {
    running = await start();
  });
  afterAll(async () => {
    await running.end();
  });

  describe.each(Object.entries(allChecks))('%s', (_title, checks) => {
    for (const check of checks) {
      const name = `${check.of[0] ?? ''}: ${check.says}`;
      if ('cannot' in check) continue;
      const differs = kind === 'stand-in' && check.differs !== undefined;
      // A declared difference must exist, so that the table loses the line once it does not.
      (differs ? test.fails : test)(name, async () => {
        expect(await check.see(running)).toEqual(check.expected);
      });
    }
  });
});
