import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { temporaryFolder } from '../../testing/telemetry.testkit.ts';
import { createPolicyFile } from './policyFile.ts';

const system = vi.hoisted((): { refuses: string | undefined } => ({ refuses: undefined }));
vi.mock(import('node:fs'), async (original) => {
  const fs = await original();
  return {
    ...fs,
    openSync: (...args: Parameters<typeof fs.openSync>) => {
      const { refuses: code } = system;
      if (code !== undefined) throw Object.assign(new Error(`${code}: no`), { code });
      return fs.openSync(...args);
    },
  };
});

function policy() {
  const path = join(temporaryFolder(), 'policy.json');
  writeFileSync(path, '{"TracingLevel": "Light"}');
  const time = { now: 0 };
  const file = createPolicyFile({
    source: 'policy-file',
    path,
    missing: 'unreadable',
    trusted: 'anyone',
    now: () => time.now,
    settlingMs: 2000,
  });
  expect(file.read()).toMatchObject({ state: 'read' });
  return { file, time };
}

test.each(['EBUSY', 'ESTALE', 'EMFILE', 'ENFILE'])(
  'a policy file that the system can’t give for a moment is no refusal meanwhile, and then one: %s',
  (code) => {
    const { file, time } = policy();
    system.refuses = code;
    expect(file.read()).toMatchObject({ state: 'unsettled', values: { TracingLevel: 'Light' } });
    time.now += 1999;
    expect(file.read().state).toBe('unsettled');
    time.now += 1;
    expect(file.read()).toMatchObject({ state: 'unreadable', problem: `Error: ${code}: no` });
    system.refuses = undefined;
    expect(file.read().state).toBe('read');
  },
);

test.each(['EACCES', 'EPERM', 'EIO', 'ELOOP'])(
  'a policy file that the system does not give refuses at once: %s',
  (code) => {
    const { file } = policy();
    system.refuses = code;
    expect(file.read().state).toBe('unreadable');
    system.refuses = undefined;
  },
);
