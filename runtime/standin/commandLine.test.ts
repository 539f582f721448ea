import { describe, expect, test } from 'vitest';
import { asToldLater, parseCommandLine } from './commandLine.ts';

describe('the command line', () => {
  test('has switches before and after the application, and modules to require first', () => {
    const line = ['-r', 'loader.js', '--inspect=0', '.', '--user-data-dir=/a=b', '--Single'];
    const { switches, modules, appPath } = parseCommandLine(line);
    expect([...switches]).toEqual([
      ['inspect', '0'],
      ['user-data-dir', '/a=b'],
      ['single', ''],
    ]);
    expect(modules).toEqual(['loader.js']);
    expect(appPath).toBe('.');
  });

  test('of a second start is told to the first with its switches before all else, up to a double dash', () => {
    const line = ['electron', '.', '--lang=fr', 'a', '--user-data-dir=/b', '--', 'candor:x', '--c'];
    expect(asToldLater(line)).toEqual([
      'electron',
      '--lang=fr',
      '--user-data-dir=/b',
      '.',
      'a',
      '--',
      'candor:x',
      '--c',
    ]);
  });
});
