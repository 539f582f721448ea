import { describe, expect, test } from 'vitest';
import { parseCommandLine } from './commandLine.ts';

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
});
