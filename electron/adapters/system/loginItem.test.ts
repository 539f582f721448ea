import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createAutostart } from './loginItem.ts';

const folder = mkdtempSync(join(tmpdir(), 'candor-login-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});
const file = join(folder, 'autostart', 'candor.desktop');

describe('starting with the system on Linux', () => {
  const item = createAutostart(folder, 'Candor', ['/opt/Candor/candor']);

  it('is off until it is set, and off again without a trace', () => {
    expect(item.isOn()).toBe(false);
    item.set(true);
    expect(item.isOn()).toBe(true);
    item.set(false);
    expect(item.isOn()).toBe(false);
    item.set(false);
  });

  it('is off where the desktop’s own settings turned it off', () => {
    item.set(true);
    writeFileSync(file, `${readFileSync(file, 'utf8')}Hidden=true\n`);
    expect(item.isOn()).toBe(false);
    item.set(true);
    expect(item.isOn()).toBe(true);
  });

  it('waits for no pipe in the place of its file, and says so where it is to be set', () => {
    const home = mkdtempSync(join(folder, 'home-'));
    mkdirSync(join(home, 'autostart'));
    execFileSync('mkfifo', [join(home, 'autostart', 'candor.desktop')]);
    const piped = createAutostart(home, 'Candor', ['/opt/Candor/candor']);
    expect(piped.isOn()).toBe(false);
    expect(() => {
      piped.set(true);
    }).toThrow('is not a file');
  });

  it('names a program that a shell finds, whatever signs are in its path', () => {
    const odd = join(folder, 'a "b" $HOME `c` \\d %f');
    writeFileSync(odd, '#!/bin/sh\necho "started $1"\n');
    chmodSync(odd, 0o700);
    createAutostart(folder, 'Candor', [odd, 'my app']).set(true);
    const [, exec = ''] = /^Exec=(.*)$/m.exec(readFileSync(file, 'utf8')) ?? [];
    // As a desktop does: first field codes, then string escapes, then quotes as a shell reads them.
    const line = exec.replaceAll('%%', '%').replaceAll('\\\\', '\\');
    expect(execFileSync('sh', ['-c', line], { encoding: 'utf8' })).toBe('started my app\n');
  });
});
