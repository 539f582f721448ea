import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { quoteForShell } from './quoteForShell.ts';

test.each(['/home/amos/export.json', '/tmp/my export.json', "/tmp/it's $(here); `now`.json"])(
  'a path is read as one word by the shell: %s',
  (path) => {
    const read = execFileSync('sh', ['-c', `printf %s ${quoteForShell(path)}`], {
      encoding: 'utf8',
    });
    expect(read).toBe(path);
  },
);

test('a path of Windows is quoted as its shells read it', () => {
  expect(quoteForShell(String.raw`C:\Users\Amos Marble\export.json`)).toBe(
    String.raw`"C:\Users\Amos Marble\export.json"`,
  );
});
