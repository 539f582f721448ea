import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  mkdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createPolicyKeeper } from '../../core/consent/policyKeeper.ts';
import { temporaryFolder } from '../../testing/telemetry.testkit.ts';
import { createPolicyFile, type PolicyFile } from './policyFile.ts';

const NOW = Date.parse('2026-11-22T10:00:00.000Z');
const refusing = '{"DisableAutomaticSendTracing": true}';
const isRoot = process.getuid?.() === 0;

function source(part: Partial<PolicyFile> = {}) {
  const path = join(temporaryFolder(), 'policy.json');
  const time = { now: NOW };
  const file = createPolicyFile({
    source: 'policy-file',
    path,
    missing: 'unreadable',
    trusted: 'anyone',
    now: () => time.now,
    settlingMs: 0,
    ...part,
  });
  return { file, path: part.path ?? path, time };
}

const trusted = () => source({ source: 'machine', missing: 'absent', trusted: 'root' });
const iso = (instant: number) => new Date(instant).toISOString();

describe('a policy file', () => {
  it('is read, and stands since it was written', () => {
    const { file, path } = source();
    writeFileSync(path, `\uFEFF${refusing}`);
    utimesSync(path, NOW / 1000, NOW / 1000);
    expect(file.read()).toEqual({
      source: 'policy-file',
      location: path,
      state: 'read',
      values: { DisableAutomaticSendTracing: true, TracingLevel: undefined },
      unknown: [],
      since: iso(NOW),
    });
  });

  it('that is missing refuses where it was named, and is no policy where it may be missing', () => {
    const { file, time } = source();
    expect(file.read()).toMatchObject({
      state: 'unreadable',
      problem: 'it does not exist',
      since: iso(NOW),
    });
    time.now += 5000;
    expect(file.read()).toMatchObject({ since: iso(NOW) });
    expect(trusted().file.read().state).toBe('absent');
  });

  it('that fails, is mended, and fails again refuses since the second failure', () => {
    const { file, path, time } = source({ missing: 'unreadable' });
    file.read();
    writeFileSync(path, refusing);
    expect(file.read().state).toBe('read');
    rmSync(path);
    time.now += 5000;
    expect(file.read()).toMatchObject({ since: iso(NOW + 5000) });
  });

  it.each([
    ['malformed', '{', 'it is not valid JSON: line 1, column 2: a } is missing'],
    ['empty', '', 'it is not valid JSON: line 1, column 1: a value is missing'],
    [
      'of the wrong type',
      '{"DisableAutomaticSendTracing": "no"}',
      'DisableAutomaticSendTracing must be true, false, 0 or 1',
    ],
    ['too large', ' '.repeat(1024 * 1024 + 1), 'it is too large'],
  ])('that is %s refuses', (_what, text, problem) => {
    const { file, path } = source();
    writeFileSync(path, text);
    expect(file.read()).toMatchObject({ state: 'unreadable', problem });
  });

  it('that is no file refuses, and is not waited for', () => {
    const { file, path } = source();
    mkdirSync(path);
    expect(file.read()).toMatchObject({ state: 'unreadable', problem: 'it is not a file' });
    rmSync(path, { recursive: true });
    execFileSync('mkfifo', [path]);
    expect(file.read()).toMatchObject({ state: 'unreadable', problem: 'it is not a file' });
    for (const path of ['/dev/zero', '/dev/null'])
      expect(source({ path }).file.read()).toMatchObject({ problem: 'it is not a file' });
  });

  it('that points nowhere refuses where it was named', () => {
    const { file, path } = source();
    symlinkSync(`${path}.nowhere`, path);
    expect(file.read().state).toBe('unreadable');
    rmSync(path);
    symlinkSync(path, path);
    expect(file.read().state).toBe('unreadable');
  });

  it('that was replaced says at once what the new one says', () => {
    const { file, path } = source();
    writeFileSync(path, refusing);
    expect(file.read()).toMatchObject({ values: { DisableAutomaticSendTracing: true } });
    writeFileSync(`${path}.new`, '{"DisableAutomaticSendTracing": false}');
    renameSync(`${path}.new`, path);
    expect(file.read()).toMatchObject({ values: { DisableAutomaticSendTracing: false } });
  });

  it('tells when it changes', async () => {
    const { file, path } = source();
    writeFileSync(path, '{}');
    const changed = new Promise<void>((resolve) => {
      onTestFinished(file.watch(resolve));
    });
    writeFileSync(path, refusing);
    await changed;
    expect(file.read()).toMatchObject({ values: { DisableAutomaticSendTracing: true } });
  });
});

describe.skipIf(!isRoot)('the machine’s policy file (needs root)', () => {
  it('is read where only root can have written it', () => {
    const { file, path } = trusted();
    writeFileSync(path, refusing, { mode: 0o644 });
    expect(file.read()).toMatchObject({ state: 'read' });
  });

  it.each([0o666, 0o664, 0o646])('refuses where others may write to it (%o)', (mode) => {
    const { file, path } = trusted();
    writeFileSync(path, '{"DisableAutomaticSendTracing": false}');
    chmodSync(path, mode);
    expect(file.read()).toMatchObject({
      state: 'unreadable',
      problem: 'others than root may write to it',
    });
  });

  it('refuses where others may put another file in its place', () => {
    const { file, path } = trusted();
    writeFileSync(path, '{"DisableAutomaticSendTracing": false}');
    for (const mode of [0o777, 0o775]) {
      chmodSync(dirname(path), mode);
      expect(file.read()).toMatchObject({
        state: 'unreadable',
        problem: 'others than root may write to its folder',
      });
    }
    chmodSync(dirname(path), 0o755);
    expect(file.read().state).toBe('read');
  });

  it('refuses where it points to a file in a folder that others may write to, or nowhere', () => {
    const { file, path } = trusted();
    const elsewhere = join(temporaryFolder(), 'policy.json');
    symlinkSync(elsewhere, path);
    expect(file.read()).toMatchObject({ state: 'unreadable', problem: 'it does not exist' });
    writeFileSync(elsewhere, '{}');
    expect(file.read().state).toBe('read');
    chmodSync(dirname(elsewhere), 0o777);
    expect(file.read().state).toBe('unreadable');
  });

  it('refuses where another account owns it', () => {
    const { file, path } = trusted();
    writeFileSync(path, '{"DisableAutomaticSendTracing": false}');
    chownSync(path, 1234, 1234);
    expect(file.read()).toMatchObject({ state: 'unreadable', problem: 'it is not owned by root' });
  });
});

describe('a policy file that is being written', () => {
  const settlingMs = 2000;
  const written = (text: string, part: Partial<PolicyFile> = {}) => {
    const it = source({ settlingMs, ...part });
    writeFileSync(it.path, text);
    return it;
  };

  it.each(['', '{"DisableAutomaticSend', refusing.slice(0, -1)])(
    'is neither a refusal nor a permission for a moment, then a refusal (%j)',
    (text) => {
      const { file, path, time } = written('{"TracingLevel": "Light"}');
      file.read();
      writeFileSync(path, text);
      expect(file.read()).toMatchObject({ state: 'unsettled', values: { TracingLevel: 'Light' } });
      time.now += settlingMs - 1;
      expect(file.read().state).toBe('unsettled');
      time.now += 1;
      expect(file.read().state).toBe('unreadable');
      writeFileSync(path, refusing);
      expect(file.read()).toMatchObject({ values: { DisableAutomaticSendTracing: true } });
      writeFileSync(path, text);
      expect(file.read().state).toBe('unsettled');
    },
  );

  it('is sat out at a start, too, and not by a clock that is set back', () => {
    const { file, time } = written('{');
    expect(file.read().state).toBe('unsettled');
    time.now -= 3_600_000;
    expect(file.read().state).toBe('unreadable');
  });

  it('may be gone for a moment, where it was there before', () => {
    const { file, path, time } = written(refusing, { missing: 'absent' });
    file.read();
    rmSync(path);
    expect(file.read()).toMatchObject({ state: 'unsettled' });
    time.now += settlingMs;
    expect(file.read().state).toBe('absent');
  });

  it('refuses at once where it is whole, and says what is none', () => {
    const { file } = written('{"DisableAutomaticSendTracing": "no"}');
    expect(file.read().state).toBe('unreadable');
  });
});

describe('the policy keeper', () => {
  it('tells of a change once, and of none where nothing changed', () => {
    const { file, path } = source();
    writeFileSync(path, refusing);
    const keeper = createPolicyKeeper([file]);
    onTestFinished(keeper.stop);
    const told: unknown[] = [];
    keeper.onChange((policy) => told.push(policy.readings[0]?.state));
    keeper.refresh();
    rmSync(path);
    keeper.refresh();
    keeper.refresh();
    expect(told).toEqual(['unreadable']);
  });
});
