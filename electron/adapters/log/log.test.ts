import { existsSync, mkdirSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createScrub } from '../../core/records/scrub.ts';
import { temporaryFolder } from '../../testing/telemetry.testkit.ts';
import { openLog } from './log.ts';

const scrub = createScrub({ home: '/home/amosmarble', account: 'amosmarble', host: 'amos-laptop' });
const canaries = [
  '/home/amosmarble/diary.txt',
  'sip:amosmarble@contoso.com',
  'amosmarble@contoso.com',
  '203.0.113.7',
  '2001:db8::7',
  'Authorization: Bearer c2VjcmV0LXRva2VuLXNlY3JldA',
  'password=hunter2',
  'on amos-laptop',
];
const secrets = ['amosmarble', '203.0.113.7', '2001:db8::7', 'c2VjcmV0', 'hunter2', 'amos-laptop'];

function open(level: 'Off' | 'Light' | 'Full') {
  const file = join(temporaryFolder(), 'logs', 'candor.log');
  const log = openLog(file, level, scrub, {
    onSetAside: () => undefined,
    onUnusable: () => undefined,
  });
  const lines: string[] = [];
  log.onLine((line, severity) => lines.push(`${severity} ${line}`));
  const text = () =>
    existsSync(dirname(file))
      ? readdirSync(dirname(file))
          .map((name) => readFileSync(join(dirname(file), name), 'utf8'))
          .join('\n')
      : '';
  return { file, log, lines, text };
}

describe('the log', () => {
  it('holds nothing, by any of its calls, that the scrubber would take from an error report', () => {
    const { log, lines, text } = open('Full');
    for (const canary of canaries)
      for (const severity of ['debug', 'info', 'warn'] as const) log[severity](`said: ${canary}`);
    expect(lines).toHaveLength(3 * canaries.length);
    const all = text() + lines.join('\n');
    expect(all).toContain('said: ');
    for (const secret of secrets) expect(all).not.toContain(secret);
    expect(scrub(lines.join('\n'))).toBe(lines.join('\n'));
  });

  it('lets through what the level lets through, to the file and to who listens', () => {
    const { log, lines, text } = open('Light');
    log.debug('quiet');
    log.info('loud');
    log.setLevel('Off');
    log.warn('silent');
    expect(lines).toEqual(['info [info] loud']);
    expect(text()).toContain('loud');
    expect(text()).not.toMatch(/quiet|silent/);
  });

  it('grows to five files of a megabyte at most, the youngest lines kept, for its owner alone', () => {
    const { file, log } = open('Full');
    const line = 'plain words '.repeat(2000);
    for (let count = 0; count < 400; count += 1) log.info(`${count} ${line}`);
    const names = readdirSync(dirname(file)).toSorted();
    expect(names).toEqual([
      'candor.1.log',
      'candor.2.log',
      'candor.3.log',
      'candor.4.log',
      'candor.log',
    ]);
    for (const name of names) {
      const { size, mode } = statSync(join(dirname(file), name));
      expect(size).toBeLessThan(1.1 * 1024 * 1024);
      expect(mode & 0o077).toBe(0);
    }
    const youngest = readFileSync(file, 'utf8');
    expect(youngest.includes('399 plain words')).toBe(true);
  });

  it('that is cleared holds no earlier line, in older files neither, and goes on', () => {
    const { file, log, text } = open('Full');
    const line = 'plain words '.repeat(2000);
    for (let count = 0; count < 120; count += 1) log.info(`${count} secret ${line}`);
    expect(readdirSync(dirname(file)).length).toBeGreaterThan(2);
    expect(log.clear()).toBeUndefined();
    expect(text()).not.toContain('secret');
    expect(readdirSync(dirname(file))).toEqual(['candor.log']);
    log.info('afterwards');
    expect(text()).toContain('afterwards');
    // It recounts its file's size: it is not rotated at once.
    expect(readdirSync(dirname(file))).toEqual(['candor.log']);
    expect(log.clear()).toBeUndefined();
    expect(text()).toBe('');
  });

  it('that was never written is cleared without being made, and one that stays is told why', () => {
    const { file, log, text } = open('Off');
    expect(log.clear()).toBeUndefined();
    expect(text()).toBe('');
    // A folder has an older file's name.
    mkdirSync(join(dirname(file), 'candor.1.log'), { recursive: true });
    expect(log.clear()).toContain('candor.1.log');
  });
});
