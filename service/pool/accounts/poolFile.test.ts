import { spawn } from 'node:child_process';
import { pbkdf2 } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createTexts } from '../../../contract/text/index.ts';
import { emptyPool, formatPoolFile, parsePoolFile } from './poolData.ts';
import { openPoolFile, type PoolFile } from './poolFile.ts';

const { t } = createTexts('en');

const permitting = {
  ...emptyPool,
  organisations: { 'contoso.com': { displayName: 'Contoso', policy: {} } },
  meetings: { telemetry: true },
};

let folder: string;
let file: PoolFile;
let log: string[] = [];
const path = () => join(folder, 'pool.json');

beforeEach(() => {
  log = [];
  folder = mkdtempSync(join(tmpdir(), 'candor-pool-file-'));
  writeFileSync(path(), formatPoolFile(permitting), { mode: 0o600 });
  const opened = openPoolFile(path(), (said) => void log.push(said(t)));
  if (!opened.ok) throw new Error(opened.problem(t));
  file = opened.value;
});
afterEach(() => {
  file.close();
  rmSync(folder, { recursive: true, force: true });
});

const said = () => ({
  refused: file.data().organisations['contoso.com']?.policy['DisableAutomaticSendTracing'],
  meetings: file.data().meetings.telemetry,
});

/** The file is polled several times a second. */
const soon = (look: () => void) => vi.waitFor(look, { timeout: 20_000 });

test('what is written in the moment in which it is opened takes effect, however busy the process is', async () => {
  const keepBusy = promisify(pbkdf2);
  const busy = Array.from({ length: 8 }, () => keepBusy('x', 'y', 300_000, 32, 'sha256'));
  const other = join(folder, 'other.json');
  writeFileSync(other, formatPoolFile(permitting), { mode: 0o600 });
  const opened = openPoolFile(other, () => undefined);
  writeFileSync(other, formatPoolFile({ ...permitting, meetings: { telemetry: false } }));
  if (!opened.ok) throw new Error(opened.problem(t));
  expect(opened.value.data().meetings.telemetry).toBe(true);
  await soon(() => {
    expect(opened.value.data().meetings.telemetry).toBe(false);
  });
  opened.value.close();
  await Promise.all(busy);
});

test('what can’t be understood may have been a refusal, and is one until it is mended', async () => {
  expect(said()).toEqual({ refused: undefined, meetings: true });
  writeFileSync(path(), '{"organisations": {"contoso.com": ');
  await soon(() => {
    expect(said()).toEqual({ refused: true, meetings: false });
  });
  expect(file.data().organisations['contoso.com']?.displayName).toBe('Contoso');
  expect(log.join()).toContain('until it is mended');
  writeFileSync(path(), formatPoolFile(permitting));
  await soon(() => {
    expect(said()).toEqual({ refused: undefined, meetings: true });
  });
});

test('what is half written is sat out: nothing is refused, and nothing known until it is whole', async () => {
  const told: unknown[] = [];
  file.onChange(() => void told.push([file.isUnsettled(), said()]));
  for (const text of ['', '{"organisations": {"contoso.com": ']) {
    writeFileSync(path(), text);
    await soon(() => {
      expect(file.isUnsettled()).toBe(true);
    });
    const settled = file.settled();
    writeFileSync(path(), formatPoolFile(permitting));
    await settled;
    expect(file.isUnsettled()).toBe(false);
  }
  const permitted = { refused: undefined, meetings: true };
  expect(told).toEqual([true, false, true, false].map((isUnsettled) => [isUnsettled, permitted]));
  expect(log).toEqual([]);
});

test('what is half written as it is opened is read again', () => {
  const other = join(folder, 'half.json');
  writeFileSync(other, '{"organisations": ');
  const whole = join(folder, 'whole.json');
  writeFileSync(whole, formatPoolFile(permitting));
  const writing = spawn('sh', ['-c', `sleep 0.4; cp "${whole}" "${other}"`]);
  const opened = openPoolFile(other, () => undefined);
  expect(opened.ok && opened.value.data().meetings.telemetry).toBe(true);
  if (opened.ok) opened.value.close();
  writing.kill();
});

test('what can’t be read refuses, and is read again though it is as it was', async () => {
  rmSync(path());
  await soon(() => {
    expect(said()).toEqual({ refused: true, meetings: false });
  });
  writeFileSync(path(), formatPoolFile(permitting));
  await soon(() => {
    expect(said().meetings).toBe(true);
  });
});

test('a key that is named twice is not understood: its first value may have been the refusal', () => {
  const text = formatPoolFile(permitting).replace(
    '"policy": {}',
    '"policy": {"DisableAutomaticSendTracing": true, "DisableAutomaticSendTracing": false}',
  );
  const parsed = parsePoolFile(text);
  expect(!parsed.ok && parsed.problem(t)).toBe('it names DisableAutomaticSendTracing twice');
});
