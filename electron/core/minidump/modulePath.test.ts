import fc from 'fast-check';
import { expect, it } from 'vitest';
import { inMemory } from './bytes.ts';
import { readMinidump } from './readMinidump.ts';

const AMD64 = 9;
const CRASHED_AT = 0x1000n;

/** A dump that says only which module crashed. */
function dumpOfModule(path: string): Buffer {
  const name = Buffer.from(path, 'utf16le');
  const [system, exception, context, modules, text] = [100, 200, 400, 700, 900];
  const dump = Buffer.alloc(text + 4 + name.length);
  dump.write('MDMP', 0, 'latin1');
  dump.writeUInt32LE(3, 8);
  dump.writeUInt32LE(32, 12);
  [
    [7, 56, system],
    [6, 168, exception],
    [4, 112, modules],
  ].forEach((entry, index) => {
    entry.forEach((value, part) => dump.writeUInt32LE(value, 32 + index * 12 + part * 4));
  });
  dump.writeUInt16LE(AMD64, system);
  dump.writeUInt32LE(256, exception + 160);
  dump.writeUInt32LE(context, exception + 164);
  dump.writeBigUInt64LE(CRASHED_AT, context + 248);
  dump.writeUInt32LE(1, modules);
  dump.writeBigUInt64LE(CRASHED_AT, modules + 4);
  dump.writeUInt32LE(64, modules + 12);
  dump.writeUInt32LE(text, modules + 24);
  dump.writeUInt32LE(name.length, text);
  name.copy(dump, text + 4);
  return dump;
}

const moduleOf = (path: string): string | undefined => {
  const read = readMinidump(inMemory(dumpOfModule(path)));
  return read.ok ? read.value.crashedModule : read.problem;
};

it('a module is named by its path’s last part alone, however long the path is', () => {
  const folder = fc
    .string({ unit: 'grapheme', maxLength: 300 })
    .map((it) => it.replace(/[/\\]/g, ''));
  fc.assert(
    fc.property(
      fc.array(folder, { minLength: 5, maxLength: 60 }),
      fc.constantFrom('/', '\\', '//', '\\/'),
      fc.stringMatching(/^[a-z0-9._-]{0,255}$/),
      (folders, slash, name) => {
        const path = [...folders, name].join(slash).slice(-32_000);
        expect(moduleOf(path)).toBe(name);
      },
    ),
    { numRuns: 300 },
  );
});

it('a path whose folders end just before, at and just after a piece that is read loses none of them', () => {
  for (let length = 500; length < 1060; length += 1)
    expect(moduleOf(`/home/${'e'.repeat(length)}/libfoo.so`)).toBe('libfoo.so');
});

it('a name or a path that is longer than any system has is not read', () => {
  expect(moduleOf(`/home/eve/${'x'.repeat(512)}`)).toBe('x'.repeat(512));
  expect(moduleOf(`/home/eve/${'x'.repeat(513)}`)).toBeUndefined();
  expect(moduleOf(`/home/${'e'.repeat(40_000)}/libfoo.so`)).toBeUndefined();
});
