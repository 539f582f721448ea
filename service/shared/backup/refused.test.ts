import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createTexts } from '../../../contract/text/index.ts';
import type { LocalizedText } from '../../../contract/text/terminal.ts';
import { done, type Outcome } from '../outcome.ts';
import { digestOfList, type About, type KeptFile } from './format.ts';
import { checkPlaces, verify, writeAndCheck } from './makeBackup.ts';
import type { Reader } from './readBackup.ts';
import { restore } from './restore.ts';

const { t } = createTexts('en');
const reader: Reader = { of: 'pool', version: '1.2.0' };
let folder: string;
const at = (name: string) => join(folder, name);
const said = <T>(outcome: Outcome<T, LocalizedText> | undefined): string =>
  outcome?.ok === false ? outcome.problem(t) : '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'candor-refused-'));
  writeFileSync(at('large.bin'), Buffer.alloc(3_000_000, 'candor'));
  const files = [
    { path: 'pool.json', from: Buffer.from('{}') },
    { path: 'deep/large.bin', from: at('large.bin') },
    { path: 'empty', from: Buffer.alloc(0) },
  ];
  const made = writeAndCheck(at('b'), { reader, madeAt: new Date() }, files);
  expect(made).toMatchObject({ ok: true, value: { files: 3 } });
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const putBack = (file: string, data = 'data') =>
  restore(
    { file: at(file), data: at(data) },
    { reader, settle: () => done(undefined), log: () => undefined },
  );

function change(sql: string): void {
  const db = new DatabaseSync(at('b'));
  db.exec(sql);
  db.close();
}
/** Changes what a back-up says of itself, as somebody who makes one up would. */
function rewrite(turn: (about: About, files: KeptFile[]) => { about: About; files: KeptFile[] }) {
  const db = new DatabaseSync(at('b'));
  const about = JSON.parse(String(db.prepare('SELECT text FROM about').get()?.['text'])) as About;
  const files = db.prepare('SELECT path, bytes, sha256 FROM files ORDER BY path').all();
  const next = turn(about, files.map((row) => ({ ...row })) as unknown as KeptFile[]);
  next.files.forEach((file, index) => {
    db.prepare('UPDATE files SET path = ? WHERE path = ?').run(
      file.path,
      files[index]?.['path'] ?? null,
    );
  });
  const list = digestOfList(next.files.toSorted((a, b) => (a.path < b.path ? -1 : 1)));
  db.prepare('UPDATE about SET text = ?').run(JSON.stringify({ ...next.about, list }));
  db.close();
}

test('a back-up is put back as it was', () => {
  expect(said(putBack('b'))).toBe('');
  expect(readFileSync(at('data/deep/large.bin'))).toEqual(Buffer.alloc(3_000_000, 'candor'));
  expect(readFileSync(at('data/empty'))).toHaveLength(0);
  expect(existsSync(at('data/restoring'))).toBe(false);
});

describe('nothing is put back of a file that', () => {
  test.each([
    [
      'is cut off',
      () => {
        truncateSync(at('b'), 300_000);
      },
      'is damaged',
    ],
    [
      'has a byte that is another',
      () => {
        const bytes = readFileSync(at('b'));
        bytes[1_500_000] = (bytes[1_500_000] ?? 0) ^ 1;
        writeFileSync(at('b'), bytes);
      },
      'is damaged',
    ],
    [
      'lacks a slice',
      () => {
        change('DELETE FROM slices WHERE number = 1');
      },
      'is damaged',
    ],
    [
      'lacks a file',
      () => {
        change("DELETE FROM files WHERE path = 'empty'");
      },
      'is damaged',
    ],
    [
      'is empty',
      () => {
        truncateSync(at('b'));
      },
      'is no back-up of Candor',
    ],
    [
      'is no database',
      () => {
        writeFileSync(at('b'), 'dear '.repeat(1000));
      },
      'is no back-up of Candor',
    ],
    [
      'is another database',
      () => {
        change('PRAGMA application_id = 7');
      },
      'is no back-up of Candor',
    ],
    [
      'is not there',
      () => {
        rmSync(at('b'));
      },
      'can’t be read (ENOENT)',
    ],
    [
      'is a folder',
      () => {
        rmSync(at('b'));
        mkdirSync(at('b'));
      },
      'is no back-up of Candor',
    ],
    [
      'has a newer format',
      () => {
        change('PRAGMA user_version = 2');
      },
      'was made by a newer Candor',
    ],
    [
      'a newer Candor made',
      () => {
        rewrite((about, files) => ({ about: { ...about, version: '1.10.0' }, files }));
      },
      'was made by Candor 1.10.0, and this is 1.2.0',
    ],
    [
      'is the service’s, and not the pool’s',
      () => {
        rewrite((about, files) => ({ about: { ...about, of: 'service' }, files }));
      },
      'is a back-up of the telemetry service',
    ],
    ...['../evil', '/etc/evil', 'a/../../evil', 'a\\..\\evil', 'c:evil', ''].map(
      (path) =>
        [
          `leads out of the folder by “${path}”`,
          () => {
            rewrite((about, [first, ...rest]) => ({
              about,
              files: first ? [{ ...first, path }, ...rest] : rest,
            }));
          },
          'is damaged',
        ] as const,
    ),
  ] as const)('%s', (_name, spoil, words) => {
    spoil();
    expect(said(verify(at('b'), reader))).toContain(words);
    expect(said(putBack('b'))).toContain(words);
    expect(existsSync(at('data'))).toBe(false);
  });
});

test('a folder that is not empty is left as it is', () => {
  mkdirSync(at('data'));
  writeFileSync(at('data/letter.txt'), 'dear');
  expect(said(putBack('b'))).toContain('is not empty, and what is there stays');
  expect(said(putBack('b', 'data/letter.txt'))).toContain('is not empty');
  expect(readFileSync(at('data/letter.txt'), 'utf8')).toBe('dear');
});

test('a back-up replaces no file, and is not made within what it is of', () => {
  const before = readFileSync(at('b'));
  const again = writeAndCheck(at('b'), { reader, madeAt: new Date() }, []);
  expect(said(again)).toContain('already, and it stays');
  expect(readFileSync(at('b'))).toEqual(before);
  mkdirSync(at('data'));
  expect(said(checkPlaces(at('data'), at('data/x')))).toContain('would be lost with it');
  expect(said(checkPlaces(at('no'), at('x')))).toContain('there is no data folder');
  appendFileSync(at('x'), '');
  expect(said(checkPlaces(at('data'), at('x')))).toContain('already, and it stays');
});

test('a place that can’t be written to is told, and nothing of it stays', () => {
  const made = writeAndCheck(at('no/such/b'), { reader, madeAt: new Date() }, []);
  expect(said(made)).toContain('can’t be written (ENOENT');
});
