import { describe, expect, it } from 'vitest';
import { createTexts } from '../../../contract/text/index.ts';
import { groupTitle, systemOf } from './errorWords.ts';

const { t } = createTexts('en');

describe('a group of errors', () => {
  it.each([
    ['exception', 'TypeError', 'TypeError'],
    ['crash', 'gpu/crash/SIGSEGV/candor/0x1', 'gpu · crash · SIGSEGV · candor · 0x1'],
    ['signInFailure', '503', 'Sign-in that failed: 503'],
    ['problem', 'problem', 'Problem that people reported'],
  ] as const)('of the kind %s is called by what tells it from others', (kind, title, called) => {
    expect(groupTitle(t, { kind, title })).toBe(called);
  });

  it.each([
    ['crash:renderer/crash/EXCEPTION_ACCESS_VIOLATION/candor.exe/0x1', 'Windows'],
    ['crash:gpu/crash/OUT_OF_MEMORY', 'Windows'],
    ['crash:renderer/crash/EXC_BAD_ACCESS/Electron Framework/0x1', 'macOS'],
    ['crash:renderer/crash/SIGSEGV/candor/0x1', 'Linux'],
    ['crash:renderer/hang', undefined],
    ['crash:renderer/crash/0x4', undefined],
  ])('of crashes tells its system by the kind of its exception: %s', (group, system) => {
    expect(systemOf({ kind: 'crash', group })).toBe(system);
  });

  it('of other errors tells no system, however it is called', () => {
    expect(systemOf({ kind: 'signInFailure', group: 'signInFailure:a/b/SIGSEGV' })).toBeUndefined();
  });
});
